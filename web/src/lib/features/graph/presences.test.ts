import { describe, expect, it, vi } from 'vitest';
import { Faces } from './faces.svelte';
import { Presences } from './presences.svelte';
import { Ties } from './ties.svelte';
import type { GraphEvent, PresenceTold } from './wire';

const here = (user_id: string, online = true): PresenceTold => ({
	user_id,
	online,
	last_active_at: '2026-11-21T09:00:00Z'
});
const told = (data: PresenceTold, offset: number): GraphEvent => ({
	type: 'presence_changed',
	offset,
	data
});

function scene(answer: PresenceTold[] = []) {
	const ties = new Ties();
	const ask = vi.fn(async (_ids: string[]) => answer);
	const presences = new Presences(ask, () => ties.heard);
	const hear = (event: GraphEvent) => {
		ties.hear(event);
		presences.hear(event);
	};
	return { ask, hear, presences };
}

describe('who is here', () => {
	it('is asked once for all who are shown together', async () => {
		const { ask, presences } = scene([here('ada'), here('ben', false)]);
		for (const id of ['ada', 'ben', 'carla', 'ada']) presences.want(id);
		await vi.waitFor(() => expect(presences.of('ada')?.online).toBe(true));
		expect(ask.mock.calls).toEqual([[['ada', 'ben', 'carla']]]);
		expect(presences.of('ben')?.online).toBe(false);
		expect(presences.of('carla')).toBeNull();
	});

	it('is what was told last, also while an answer is on its way', async () => {
		const { ask, hear, presences } = scene();
		let answer: (told: PresenceTold[]) => void = () => {};
		ask.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
		presences.want('ada');
		await vi.waitFor(() => expect(ask).toHaveBeenCalled());
		hear(told(here('ada', false), 7));
		hear(told(here('ada', true), 6));
		answer([here('ada', true)]);
		await Promise.resolve();
		await vi.waitFor(() => expect(presences.of('ada')?.online).toBe(false));
	});

	it('is asked anew after the place in the stream was lost', async () => {
		const { ask, hear, presences } = scene([here('ada', false)]);
		presences.want('ada');
		await vi.waitFor(() => expect(presences.of('ada')).not.toBeNull());
		hear(told(here('ada', true), 7));
		presences.losePlace();
		await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
	});

	it('is forgotten with a friendship, unless the house still says it', async () => {
		const { ask, hear, presences } = scene([here('ada')]);
		presences.want('ada');
		await vi.waitFor(() => expect(presences.of('ada')?.online).toBe(true));
		ask.mockResolvedValue([]);
		hear({ type: 'friendship_ended', offset: 9, data: { user_id: 'ada', friend_count: 0 } });
		expect(presences.of('ada')).toBeNull();
		await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
		expect(presences.of('ada')).toBeNull();
	});

	it('goes when a friend hides it', async () => {
		const { hear, presences } = scene();
		hear(told(here('ada'), 3));
		presences.read({ id: 'ada', username: 'ada', display_name: null, online: null }, 4);
		expect(presences.of('ada')).toBeNull();
	});
});

it('a friend who changed looks so in every list', () => {
	const faces = new Faces();
	const row = { id: 'ada', username: 'ada', display_name: 'Ada', avatar: 'old', since: 'May' };
	expect(faces.of(row)).toBe(row);
	faces.read({ id: 'ada', username: 'ada', display_name: 'Ada L.', avatar: { url_320: 'new' } });
	expect(faces.of(row)).toEqual({
		...row,
		display_name: 'Ada L.',
		avatar: { url_320: 'new' }
	});
});
