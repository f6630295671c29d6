/**
 * What is known of things that many people change at once. Each piece of knowledge carries the
 * offset at which it was told, and the highest has the last word; so the same events lead to
 * the same picture in whatever order they come, and however often.
 */
export interface Stamped<Value> {
	readonly at: number;
	readonly value: Value;
}

/** What is answered to a member about a thing: some of it is the same for all, `mine` is not. */
export interface Thing {
	readonly id: string;
	readonly reactions: Readonly<Record<string, number>>;
	readonly reaction_count: number;
	readonly mine: { readonly reactions: readonly string[]; readonly saved?: boolean };
}

type By<Value> = Readonly<Record<string, Value>>;
type Fact = number | boolean;

export interface Ledger<T extends Thing> {
	readonly whole: By<Stamped<T>>;
	/** What the member did, which only an answer to that member tells. */
	readonly own: By<Stamped<T['mine']>>;
	readonly gone: By<number>;
	/** Single numbers and marks told apart from the whole. */
	readonly facts: By<By<Stamped<Fact>>>;
	/** The highest offset that was heard. */
	readonly heard: number;
}

/** Where one stands who has heard nothing yet; whatever is heard comes later. */
const beforeAll = -1;

export function emptyLedger<T extends Thing>(): Ledger<T> {
	return { whole: {}, own: {}, gone: {}, facts: {}, heard: beforeAll };
}

/** Takes what was answered to a question that was asked when `since` was the last thing heard. */
export function readThings<T extends Thing>(
	ledger: Ledger<T>,
	things: readonly T[],
	since: number
): Ledger<T> {
	const whole = { ...ledger.whole };
	const own = { ...ledger.own };
	for (const thing of things) {
		if ((whole[thing.id]?.at ?? beforeAll) <= since) whole[thing.id] = { at: since, value: thing };
		own[thing.id] = { at: since, value: thing.mine };
	}
	return { ...ledger, whole, own };
}

/** Takes a whole thing from an event, which says nothing of what this member did to it. */
export function tellThing<T extends Thing>(ledger: Ledger<T>, thing: T, at: number): Ledger<T> {
	const known = ledger.whole[thing.id];
	if (known && known.at >= at) return hear(ledger, at);
	return hear({ ...ledger, whole: { ...ledger.whole, [thing.id]: { at, value: thing } } }, at);
}

export function tellGone<T extends Thing>(ledger: Ledger<T>, id: string, at: number): Ledger<T> {
	if ((ledger.gone[id] ?? beforeAll) >= at) return hear(ledger, at);
	return hear({ ...ledger, gone: { ...ledger.gone, [id]: at } }, at);
}

export function tellCount<T extends Thing>(
	ledger: Ledger<T>,
	id: string,
	field: string,
	count: number,
	at: number
): Ledger<T> {
	return hear(stamp(ledger, id, field, count, at), at);
}

export function tellReaction<T extends Thing>(
	ledger: Ledger<T>,
	id: string,
	reaction: { emoji: string; count: number; mine: boolean | null },
	at: number
): Ledger<T> {
	const counted = stamp(ledger, id, emojiKey(reaction.emoji), reaction.count, at);
	if (reaction.mine === null) return hear(counted, at);
	return hear(stamp(counted, id, mineKey(reaction.emoji), reaction.mine, at), at);
}

/** The server has taken this member's reaction; the event that says so may come before or after. */
export function settleReaction<T extends Thing>(
	ledger: Ledger<T>,
	id: string,
	emoji: string,
	on: boolean
): Ledger<T> {
	const thing = see(ledger, id);
	if (!thing || thing.mine.reactions.includes(emoji) === on) return ledger;
	const at = ledger.whole[id]?.at ?? beforeAll;
	const counted = stamp(
		ledger,
		id,
		emojiKey(emoji),
		Math.max(0, (thing.reactions[emoji] ?? 0) + (on ? 1 : -1)),
		ledger.facts[id]?.[emojiKey(emoji)]?.at ?? at
	);
	return stamp(counted, id, mineKey(emoji), on, ledger.facts[id]?.[mineKey(emoji)]?.at ?? at);
}

export function settleOwn<T extends Thing>(
	ledger: Ledger<T>,
	id: string,
	mine: { readonly saved: boolean }
): Ledger<T> {
	const thing = see(ledger, id);
	if (!thing) return ledger;
	const at = ledger.own[id]?.at ?? beforeAll;
	return { ...ledger, own: { ...ledger.own, [id]: { at, value: { ...thing.mine, ...mine } } } };
}

/** The thing as it is now, or null when nothing is known of it. */
export function see<T extends Thing>(ledger: Ledger<T>, id: string): T | null {
	const whole = ledger.whole[id];
	if (!whole) return null;
	const facts = Object.entries(ledger.facts[id] ?? {});
	const own = ledger.own[id];
	if (facts.length === 0) return { ...whole.value, mine: own?.value ?? whole.value.mine };

	const reactions: Record<string, number> = { ...whole.value.reactions };
	const mine = new Set((own?.value ?? whole.value.mine).reactions);
	const counts: Record<string, number> = {};
	for (const [key, { at, value }] of facts) {
		if (typeof value === 'boolean') {
			if (at < (own?.at ?? beforeAll)) continue;
			if (value) mine.add(key.slice(minePrefix.length));
			else mine.delete(key.slice(minePrefix.length));
		} else if (at < whole.at) continue;
		else if (key.startsWith(emojiPrefix)) reactions[key.slice(emojiPrefix.length)] = value;
		else counts[key] = value;
	}
	const shown = Object.fromEntries(Object.entries(reactions).filter(([, count]) => count > 0));
	return {
		...whole.value,
		...counts,
		reactions: shown,
		reaction_count: Object.values(shown).reduce((sum, count) => sum + count, 0),
		mine: { ...(own?.value ?? whole.value.mine), reactions: [...mine] }
	};
}

export function isGone<T extends Thing>(ledger: Ledger<T>, id: string): boolean {
	const gone = ledger.gone[id];
	return gone !== undefined && gone > (ledger.whole[id]?.at ?? beforeAll - 1);
}

/** Offsets start anew with the next epoch, so the old ones must not silence the new. */
export function losePlace<T extends Thing>(ledger: Ledger<T>): Ledger<T> {
	const reset = <Value>(all: By<Stamped<Value>>): By<Stamped<Value>> =>
		Object.fromEntries(
			Object.entries(all).map(([id, { value }]) => [id, { at: beforeAll, value }])
		);
	return {
		whole: reset(ledger.whole),
		own: reset(ledger.own),
		gone: Object.fromEntries(
			Object.keys(ledger.gone)
				.filter((id) => isGone(ledger, id))
				.map((id) => [id, 0])
		),
		facts: Object.fromEntries(
			Object.entries(ledger.facts).map(([id, facts]) => [id, reset(facts)])
		),
		heard: beforeAll
	};
}

const emojiPrefix = 'emoji ';
const minePrefix = 'mine ';
const emojiKey = (emoji: string) => emojiPrefix + emoji;
const mineKey = (emoji: string) => minePrefix + emoji;

function stamp<T extends Thing>(
	ledger: Ledger<T>,
	id: string,
	key: string,
	value: Fact,
	at: number
): Ledger<T> {
	const facts = ledger.facts[id] ?? {};
	if ((facts[key]?.at ?? beforeAll - 1) > at) return ledger;
	return {
		...ledger,
		facts: { ...ledger.facts, [id]: { ...facts, [key]: { at, value } } }
	};
}

function hear<T extends Thing>(ledger: Ledger<T>, at: number): Ledger<T> {
	return at > ledger.heard ? { ...ledger, heard: at } : ledger;
}
