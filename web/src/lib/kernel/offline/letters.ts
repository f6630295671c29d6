import { ApiError } from '$lib/api';

/**
 * What a member has written and the server has not yet taken, in the order of writing. Pure: each
 * act makes a new box out of the old one, so that a box can be changed in one transaction.
 */
export type Content = Readonly<Record<string, unknown>>;

export interface Draft {
	/** Made here and random; the server sees it as the `Idempotency-Key`, so that once is once. */
	id: string;
	/** The feature's own word for what this is. */
	kind: string;
	method: 'POST' | 'DELETE';
	path: string;
	body: Content | null;
	/** The noun of what the server makes of it, and where that lives; nothing for a mere act. */
	makes: { noun: string; at: string } | null;
	/** The page where it can be seen while it waits. */
	href: string;
	/** How it looks until the server has it. */
	shown: unknown;
	/** Of letters that say the same or the opposite only the last word counts. */
	same: string | null;
}

export interface Letter extends Draft {
	written: number;
	tries: number;
	/** What was sent first: it may have arrived even though nothing was answered. */
	tried: Content | null;
	/** On its way since; null while it lies here. */
	flight: number | null;
	refusal: Refusal | null;
}

export interface Refusal {
	code: string;
	message: string;
	status: number;
	/** None in what was kept by a client of before. */
	details?: Readonly<Record<string, unknown>>;
}

export interface Box {
	/** Counts the changes, so that word of an older one does not undo a newer. */
	version: number;
	letters: readonly Letter[];
	/** Ids made here and the ids that the server gave instead, the latest last. */
	arrived: readonly (readonly [string, string])[];
}

export const emptyBox: Box = { version: 0, letters: [], arrived: [] };
/** What hangs on something that was itself refused. */
export const orphaned = 'NOTHING_TO_ANSWER';
export const mostLetters = 200;
const mostArrived = 300;
/** A page that died in the middle of sending does not keep its letter for ever. */
const longestFlight = 60_000;

export function isFull(box: Box): boolean {
	return box.letters.length >= mostLetters;
}

export function add(box: Box, draft: Draft, now: number): Box {
	const known = box.arrived.reduce((letter, [local, real]) => rename(letter, local, real), draft);
	const letter: Letter = {
		...known,
		written: now,
		tries: 0,
		tried: null,
		flight: null,
		refusal: null
	};
	const before = box.letters.find(
		({ flight, same }) => same !== null && same === letter.same && flight === null
	);
	if (!before) return { ...box, letters: [...box.letters, letter] };
	const rest = box.letters.filter((other) => other !== before);
	// Said and unsaid before anybody heard: there is nothing to say.
	const nothing = before.tries === 0 && before.method !== letter.method;
	return { ...box, letters: nothing ? rest : [...rest, letter] };
}

/** The next one to be sent. Only who holds the lock may ask, so none can be on its way. */
export function take(box: Box, now: number): [Box, Letter | null] {
	const next = box.letters.find(({ refusal }) => refusal === null);
	if (!next) return [box, null];
	const taken: Letter = {
		...next,
		flight: now,
		tries: next.tries + 1,
		tried: next.tried ?? next.body
	};
	return [replace(box, taken), taken];
}

/** The server has it. Whatever speaks of it by the id made here now speaks of the real one. */
export function arrive(box: Box, id: string, real: string | null): Box {
	const letters = box.letters.filter((letter) => letter.id !== id);
	if (real === null) return { ...box, letters };
	return {
		...box,
		letters: letters.map((letter) => rename(letter, id, real)),
		arrived: [...box.arrived.filter(([local]) => local !== id), [id, real] as const].slice(
			-mostArrived
		)
	};
}

/** Nothing was answered; it waits for the next try. */
export function land(box: Box, id: string): Box {
	return change(box, id, (letter) => ({ ...letter, flight: null }));
}

/**
 * The server does not want it. A text stays here with the reason, out of everybody's way; an act
 * is dropped. The same goes for what hangs on it.
 */
export function refuse(box: Box, id: string, refusal: Refusal): Box {
	const hanging = hangingOn(box, id);
	const letters = box.letters.flatMap((letter): Letter[] => {
		const itself = letter.id === id;
		if (!itself && !hanging.has(letter.id)) return [letter];
		if (letter.makes === null) return [];
		const why = itself ? refusal : { code: orphaned, message: '', status: 0 };
		return [{ ...letter, flight: null, refusal: why }];
	});
	return { ...box, letters };
}

/** The member sends it again, behind what is waiting already, with what hangs on it. */
export function retry(box: Box, id: string): Box {
	const hanging = hangingOn(box, id);
	const again = box.letters.filter((letter) => letter.id === id || hanging.has(letter.id));
	if (!again.some((letter) => letter.id === id)) return box;
	const rest = box.letters.filter((letter) => !again.includes(letter));
	return { ...box, letters: [...rest, ...again.map((one) => ({ ...one, refusal: null }))] };
}

/** The member changes their mind. What is on its way cannot be called back. */
export function withdraw(box: Box, id: string, now: number): Box {
	const letter = find(box, id);
	if (!letter || isFlying(letter, now)) return box;
	const hanging = hangingOn(box, id);
	return { ...box, letters: box.letters.filter((one) => one.id !== id && !hanging.has(one.id)) };
}

export function amend(
	box: Box,
	id: string,
	changes: { body: Content; shown: unknown },
	now: number
): Box {
	const letter = find(box, id);
	if (!letter || isFlying(letter, now)) return box;
	return replace(box, { ...letter, ...changes });
}

export function find(box: Box, id: string): Letter | undefined {
	return box.letters.find((letter) => letter.id === id);
}

export function isFlying({ flight }: Letter, now: number): boolean {
	return flight !== null && now - flight < longestFlight;
}

/** Everything that speaks of it, or of what speaks of it. */
function hangingOn(box: Box, id: string): Set<string> {
	const found = new Set<string>();
	const look = (name: string) => {
		for (const letter of box.letters) {
			if (letter.id === name || found.has(letter.id) || !speaksOf(letter, name)) continue;
			found.add(letter.id);
			if (letter.makes) look(letter.id);
		}
	};
	look(id);
	return found;
}

function speaksOf({ body, path }: Letter, id: string): boolean {
	return path.includes(id) || JSON.stringify(body).includes(`"${id}"`);
}

/** Ids made here are random, so that they occur nowhere by chance. The letter's own id stays. */
function rename<Named extends Draft>(letter: Named, local: string, real: string): Named {
	const { id, ...rest } = letter;
	const text = JSON.stringify(rest);
	if (!text.includes(local) || id === local) return letter;
	return { ...(JSON.parse(text.replaceAll(local, real)) as Named), id };
}

function replace(box: Box, letter: Letter): Box {
	return change(box, letter.id, () => letter);
}

function change(box: Box, id: string, how: (letter: Letter) => Letter): Box {
	return {
		...box,
		letters: box.letters.map((letter) => (letter.id === id ? how(letter) : letter))
	};
}

/** The same as what a call throws. */
export function errorOf({ code, details, message, status }: Refusal): ApiError {
	return new ApiError({ code, details, message, status });
}
