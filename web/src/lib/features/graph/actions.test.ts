import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import type { Deferred } from '$lib/kernel';
import { Relating, type GraphPorts } from './actions';
import { en } from './messages';
import type { GraphRemote } from './remote';
import { Ties } from './ties.svelte';
import { stranger, type FriendRequest, type Relationship } from './wire';

const carla = { id: 'carla', username: 'carla', display_name: 'Carla' };
const befriended = { ...stranger, friend: true, following: true, followed_by: true };
const asksMe: Relationship = { ...stranger, request_id: 'r2', request_direction: 'incoming' };
const request = (status: FriendRequest['status']): FriendRequest => ({
	id: 'r1',
	requester: { id: 'me', username: 'me', display_name: null },
	recipient: carla,
	direction: 'outgoing',
	message: null,
	status,
	mutual_count: 0,
	created_at: '2026-11-21T09:00:00Z'
});
const refusal = (status: number, code: string) =>
	new ApiError({ status, code, message: 'The house says no.' });

function house(standing: Relationship, remote: Partial<GraphRemote>) {
	const ties = new Ties();
	ties.read(carla.id, standing, -1);
	const notify = vi.fn();
	const deferred: Deferred[] = [];
	const relating = new Relating({
		remote: remote as GraphRemote,
		ties,
		turns: new Map(),
		words: () => en,
		notify,
		explain: (error) => (error as Error).message,
		defer: (act) => void deferred.push(act),
		flush: () => deferred.splice(0).forEach((act) => void act.commit())
	} satisfies GraphPorts);
	return { deferred, notify, relating, ties };
}

describe('asking for friendship', () => {
	it('shows at once, takes the words along, and keeps the id of the request', async () => {
		const ask = vi.fn(async () => request('pending'));
		const { relating, ties } = house(stranger, { ask });
		const asking = relating.ask(carla, '  we met at the harbour ');
		expect(ties.of('carla')?.request_direction).toBe('outgoing');
		await asking;
		expect(ask).toHaveBeenCalledWith('carla', 'we met at the harbour');
		expect(ties.of('carla')).toMatchObject({ request_id: 'r1', request_direction: 'outgoing' });
	});

	it('makes friends when they had asked already', async () => {
		const { relating, ties } = house(stranger, { ask: async () => request('accepted') });
		await relating.ask(carla, '');
		expect(ties.of('carla')).toEqual(befriended);
	});

	it('says so when it was declined by itself', async () => {
		const { notify, relating, ties } = house(stranger, { ask: async () => request('declined') });
		await relating.ask(carla, '');
		expect(ties.of('carla')).toEqual(stranger);
		expect(notify).toHaveBeenCalledWith({ text: en.takes_none('Carla') });
	});

	it('is taken back with the reason when it is not wanted', async () => {
		const { notify, relating, ties } = house(stranger, {
			ask: () => Promise.reject(refusal(403, 'REQUESTS_NOT_WANTED'))
		});
		expect(await relating.ask(carla, '')).toBe(false);
		expect(ties.of('carla')).toEqual(stranger);
		expect(notify).toHaveBeenCalledWith({
			tone: 'danger',
			text: en.undone('The house says no.')
		});
	});

	it('looks again when things stand otherwise than was shown', async () => {
		const { relating, ties } = house(stranger, {
			ask: () => Promise.reject(refusal(409, 'ALREADY_FRIENDS')),
			person: async () => ({ user: carla, stats: {}, relationship: befriended })
		});
		await relating.ask(carla, '');
		await vi.waitFor(() => expect(ties.of('carla')).toEqual(befriended));
	});

	it('is taken back after it is sent, when one cancels at once', async () => {
		const cancel = vi.fn(async () => {});
		const { relating, ties } = house(stranger, { ask: async () => request('pending'), cancel });
		const asking = relating.ask(carla, '');
		const cancelling = relating.cancel(carla);
		expect(ties.of('carla')?.request_direction).toBeNull();
		await Promise.all([asking, cancelling]);
		expect(cancel).toHaveBeenCalledWith('r1');
		expect(ties.of('carla')).toEqual(stranger);
	});

	it('waits for an end of friendship that could still have been taken back', async () => {
		const calls: string[] = [];
		const { relating } = house(befriended, {
			unfriend: async () => void calls.push('unfriend'),
			ask: async () => {
				calls.push('ask');
				return request('pending');
			}
		});
		relating.unfriend(carla);
		await relating.ask(carla, '');
		expect(calls).toEqual(['unfriend', 'ask']);
	});
});

describe('answering', () => {
	it('makes friends', async () => {
		const respond = vi.fn(async () => request('accepted'));
		const { notify, relating, ties } = house(asksMe, { respond });
		const accepting = relating.accept(carla);
		expect(ties.of('carla')).toEqual(befriended);
		await accepting;
		expect(respond).toHaveBeenCalledWith('r2', 'accept');
		expect(ties.of('carla')).toEqual(befriended);
		expect(notify).toHaveBeenCalledWith({ tone: 'success', text: en.friends_now('Carla') });
	});

	it('stays undone when they have taken it back meanwhile, and says so', async () => {
		const { notify, relating, ties } = house(asksMe, {
			respond: () => Promise.reject(refusal(409, 'REQUEST_CLOSED')),
			person: async () => ({ user: carla, stats: {}, relationship: stranger })
		});
		expect(await relating.accept(carla)).toBe(false);
		await vi.waitFor(() => expect(ties.of('carla')).toEqual(stranger));
		expect(notify).toHaveBeenCalledWith(expect.objectContaining({ tone: 'danger' }));
	});

	it('with no is not told before one can no longer change one’s mind', async () => {
		const respond = vi.fn(async () => request('declined'));
		const { deferred, relating, ties } = house(asksMe, { respond });
		relating.decline(carla);
		expect(ties.of('carla')).toEqual(stranger);
		expect(respond).not.toHaveBeenCalled();
		deferred[0]?.undo();
		expect(ties.of('carla')).toEqual(asksMe);

		relating.decline(carla);
		await deferred[1]?.commit();
		expect(respond).toHaveBeenCalledWith('r2', 'decline');
		expect(ties.of('carla')).toEqual(stranger);
	});

	it('with no is done when nothing is left to answer', async () => {
		const { deferred, relating, ties } = house(asksMe, {
			respond: () => Promise.reject(refusal(409, 'REQUEST_CLOSED'))
		});
		relating.decline(carla);
		await expect(deferred[0]?.commit()).resolves.toBeUndefined();
		expect(ties.of('carla')).toEqual(stranger);
	});
});

describe('an answer that comes late', () => {
	it('does not put back what was told meanwhile', async () => {
		let answer: (request: FriendRequest) => void = () => {};
		const asked = new Promise<FriendRequest>((resolve) => (answer = resolve));
		const { relating, ties } = house(stranger, { ask: () => asked });
		const asking = relating.ask(carla, '');
		ties.hear({
			type: 'relationship_changed',
			offset: 7,
			data: { user_id: 'carla', relationship: befriended }
		});
		answer(request('pending'));
		await asking;
		expect(ties.of('carla')).toEqual(befriended);
	});
});
