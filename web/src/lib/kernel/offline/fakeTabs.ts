import { vi } from 'vitest';
import { Carrier, type News } from './carrier';
import type { Cupboard } from './cupboard';
import { claim } from './keeping';
import type { Draft } from './letters';
import { Outbox } from './outbox.svelte';
import type { Reply, Send } from './sending';

export const post = (id: string, content = `Post ${id}`): Draft => ({
	id,
	kind: 'post',
	method: 'POST',
	path: '/posts',
	body: { content, client_id: id },
	makes: { noun: 'post', at: '/posts' },
	href: `/posts/${id}`,
	shown: { id, content },
	same: null
});
export const comment = (id: string, on: string): Draft => ({
	...post(id),
	kind: 'comment',
	path: '/comments',
	body: { post_id: on, content: `Comment ${id}` },
	makes: { noun: 'comment', at: '/comments' },
	shown: { id, post_id: on }
});
export const reaction = (id: string, on: string, set = true): Draft => ({
	...post(id),
	kind: 'intent',
	method: set ? 'POST' : 'DELETE',
	path: `/posts/${on}/reactions`,
	body: set ? { emoji: '🔥' } : null,
	makes: null,
	shown: { on, set },
	same: `reaction ${on} 🔥`
});

export const lost: Reply = { kind: 'lost' };
/** A server that answers as it is told to, and remembers what it took, in order. */
export function server() {
	const taken: { id: string; path: string; body: unknown }[] = [];
	const next: (Reply | 'answer_lost')[] = [];
	const line = { cut: false };
	const send = vi.fn<Send>(async (letter) => {
		if (line.cut) return lost;
		const planned = next.shift();
		if (planned && planned !== 'answer_lost') return planned;
		const before = taken.find(({ id }) => id === letter.id);
		if (!before) taken.push({ id: letter.id, path: letter.path, body: letter.body });
		if (planned === 'answer_lost') return { kind: 'lost' };
		const noun = letter.makes?.noun;
		return { kind: 'sent', answer: noun ? { [noun]: { id: `real-${letter.id.slice(1)}` } } : {} };
	});
	return { taken, next, line, send };
}

/** A tab of a member's browser; those of one cupboard hear each other and take turns. */
export function tab(cupboard: Cupboard, send: Send, member = 'kaya') {
	const timers: (() => void)[] = [];
	const news: News[] = [];
	const carrier = new Carrier({
		cupboard,
		send,
		alone: (work) => lockOf(cupboard)(work),
		tell: (who, word) => {
			news.push(word);
			for (const other of tabsOf(cupboard)) other.told(who, word);
		},
		now: () => 1_000,
		random: () => 0.5,
		later: (ms, run) => {
			timers.push(run);
			return () => timers.splice(timers.indexOf(run), 1);
		}
	});
	const outbox: Outbox = new Outbox({ carrier: async () => carrier });
	tabsOf(cupboard).push(outbox);
	const opened = claim(cupboard, member).then(() => outbox.open(member));
	return { outbox, carrier, timers, news, opened };
}

const tabs = new WeakMap<Cupboard, Outbox[]>();
function tabsOf(cupboard: Cupboard): Outbox[] {
	const known = tabs.get(cupboard) ?? [];
	tabs.set(cupboard, known);
	return known;
}

const locks = new WeakMap<Cupboard, Promise<unknown>>();
function lockOf(cupboard: Cupboard) {
	return (work: () => Promise<void>): Promise<void> => {
		const mine = (locks.get(cupboard) ?? Promise.resolve()).then(work);
		locks.set(
			cupboard,
			mine.catch(() => {})
		);
		return mine;
	};
}
