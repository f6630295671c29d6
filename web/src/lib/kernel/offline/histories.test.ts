import { describe, expect, it } from 'vitest';
import { Carrier } from './carrier';
import { inMemory } from './cupboard';
import { claim } from './keeping';
import { add, withdraw, type Draft } from './letters';
import type { Send } from './sending';

/** The same numbers for the same seed, so that a history that fails can be walked again. */
function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * sides);
	};
}

function draft(id: string, on: string | null): Draft {
	return {
		id,
		kind: on ? 'comment' : 'post',
		method: 'POST',
		path: '/things',
		body: { on },
		makes: { noun: 'thing', at: '/things' },
		href: '/',
		shown: { on },
		same: null
	};
}

/**
 * Two tabs of one browser, a line that fails before and after the server has taken something, and
 * tabs that die in the middle of sending.
 */
async function live(seed: number) {
	const roll = dice(seed);
	const cupboard = inMemory();
	await claim(cupboard, 'kaya');
	const things = new Map<string, { real: string; on: string | null }>();
	const made: string[] = [];
	let dead = new Set<number>();

	const server: Send = async (letter) => {
		const fate = roll(6);
		if (fate === 0) return { kind: 'lost' };
		if (!things.has(letter.id)) {
			things.set(letter.id, {
				real: `real-${letter.id.slice(1)}`,
				on: (letter.body as { on: string | null }).on
			});
			made.push(letter.id);
		}
		if (fate === 1) return { kind: 'lost' };
		return { kind: 'sent', answer: { thing: { id: things.get(letter.id)?.real } } };
	};

	let lock: Promise<unknown> = Promise.resolve();
	const tab = (name: number) =>
		new Carrier({
			cupboard,
			// A tab that dies hears no answer and changes nothing any more; its lock is set free.
			send: async (letter, member) => {
				const reply = await server(letter, member);
				if (roll(8) === 0) dead.add(name);
				if (dead.has(name)) throw new Error('The tab is closed.');
				return reply;
			},
			alone: (work) => {
				const mine = lock.then(work);
				lock = mine.catch(() => {});
				return mine;
			},
			tell: () => {},
			now: Date.now,
			random: () => 0,
			later: () => () => {}
		});
	let tabs = [tab(0), tab(1)];

	const accepted: string[] = [];
	for (let n = 0; n < 30; n += 1) {
		const which = roll(2);
		const carrier = tabs[which] as Carrier;
		const act = roll(4);
		if (act < 2) {
			const on = accepted.length > 0 && roll(2) === 0 ? accepted[roll(accepted.length)] : null;
			const id = `#${seed}-${n}-`;
			await carrier.change('kaya', (box) => add(box, draft(id, on ?? null), n));
			accepted.push(id);
		} else {
			await carrier.deliver('kaya').catch(() => {});
		}
		tabs = tabs.map((known, name) => (dead.has(name) ? tab(name) : known));
		dead = new Set();
	}
	for (let tries = 0; tries < 500; tries += 1) {
		const last = tab(2);
		await last.deliver('kaya').catch(() => {});
		dead = new Set();
		if ((await last.read('kaya')).letters.length === 0) break;
	}
	return { accepted, made, things, left: (await tab(3).read('kaya')).letters };
}

describe('whatever happens to the line and to the tabs', () => {
	it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
		'what was written arrives once, in order, and speaks of what is there (%i)',
		async (seed) => {
			const { accepted, left, made, things } = await live(seed);
			expect(left).toEqual([]);
			expect(made).toEqual(accepted);
			const real = new Set(Array.from(things.values(), ({ real: id }) => id));
			for (const { on } of things.values()) if (on !== null) expect(real).toContain(on);
		}
	);

	it('what is on its way cannot be called back, what waits can', () => {
		const now = 1_000;
		const box = add({ version: 0, letters: [], arrived: [] }, draft('#a', null), now);
		const flying = { ...box, letters: box.letters.map((one) => ({ ...one, flight: now })) };
		expect(withdraw(flying, '#a', now).letters).toHaveLength(1);
		expect(withdraw(box, '#a', now).letters).toHaveLength(0);
	});
});
