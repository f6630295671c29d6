import { describe, expect, it, vi } from 'vitest';
import { Carrier } from './carrier';
import { inMemory } from './cupboard';
import { lost, post, server, tab } from './fakeTabs';
import { claim, release } from './keeping';
import type { Reply } from './sending';

describe('whose letters they are', () => {
	it('they wait for their writer, and go to nobody else', async () => {
		const cupboard = inMemory();
		const { next, send, taken } = server();
		next.push({ kind: 'stranger' });
		const kayas = tab(cupboard, send);
		await kayas.opened;
		await kayas.outbox.post(post('#p'));
		expect(kayas.outbox.holdup).toBe('sign_in');
		expect(kayas.timers).toEqual([]);
		await release(cupboard, { writings: false });
		const again = tab(cupboard, send);
		await again.opened;
		expect(taken.map(({ id }) => id)).toEqual(['#p']);
	});

	it('they are gone when somebody else signs in, or their writer signs out', async () => {
		for (const next of ['other', 'out'] as const) {
			const kept = new Map<string, unknown>();
			const cupboard = inMemory(kept);
			const kayas = tab(cupboard, async () => lost);
			await kayas.opened;
			await kayas.outbox.post(post('#p', 'Private words'));
			if (next === 'other') await claim(cupboard, 'liam');
			else await release(cupboard, { writings: true });
			expect(JSON.stringify([...kept])).not.toContain('Private words');
		}
	});

	it('an answer that comes after they left leaves nothing behind', async () => {
		const kept = new Map<string, unknown>();
		const cupboard = inMemory(kept);
		let answer: (reply: Reply) => void = () => {};
		const send = vi.fn(() => new Promise<Reply>((resolve) => (answer = resolve)));
		const kayas = tab(cupboard, send);
		await kayas.opened;
		void kayas.outbox.post(post('#p'));
		await vi.waitFor(() => expect(send).toHaveBeenCalled());
		await release(cupboard, { writings: true });
		answer({ kind: 'sent', answer: { post: { id: 'real' } } });
		await vi.waitFor(() => expect(kayas.news.at(-1)?.kind).toBe('sent'));
		expect([...kept]).toEqual([]);
	});
});

describe('a crowd', () => {
	it('is waited for as long as the server says', async () => {
		const { next, send } = server();
		next.push({ kind: 'crowded', seconds: 7 });
		const later = vi.fn(() => () => {});
		const cupboard = inMemory();
		await claim(cupboard, 'kaya');
		const carrier = new Carrier({
			cupboard,
			send,
			alone: (work) => work(),
			tell: () => {},
			now: () => 0,
			random: () => 0,
			later
		});
		await carrier.change('kaya', (box) => ({
			...box,
			letters: [{ ...post('#p'), written: 0, tries: 0, tried: null, flight: null, refusal: null }]
		}));
		await carrier.deliver('kaya');
		expect(later).toHaveBeenCalledWith(7_000, expect.any(Function));
	});
});
