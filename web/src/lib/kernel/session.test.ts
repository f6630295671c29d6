import { describe, expect, it } from 'vitest';
import { ApiError, type Me, type MySession } from '$lib/api';
import { Session } from './session.svelte';

const refused = (status: number, code: string) => new ApiError({ status, code, message: 'No.' });
const found = { user: { id: 'ada' } as Me, session: { id: 's' } as MySession };
const nobody = { user: null, session: null };

/** A session whose server answers one after the other. */
function answering(...answers: (ApiError | typeof found | typeof nobody)[]): Session {
	return new Session(() => {
		const next = answers.shift();
		if (next === undefined) throw new Error('Nobody was expected to ask again.');
		return next instanceof ApiError ? Promise.reject(next) : Promise.resolve(next);
	});
}

describe('who is sitting here, when the page opens', () => {
	it('is known, or nobody', async () => {
		expect(await answering(found).refresh()).toBe('signed_in');
		expect(await answering(nobody).refresh()).toBe('signed_out');
		expect(await answering(refused(401, 'UNAUTHORIZED')).refresh()).toBe('signed_out');
	});

	it.each([
		['was refused', refused(401, 'UNAUTHORIZED')],
		['went with its cookie', nobody]
	])('is nobody any more, in each tab, once the session %s', async (_, answer) => {
		const session = answering(found, answer);
		await session.refresh();
		expect(await session.refresh()).toBe('signed_out');
		expect([session.user, session.reason]).toEqual([null, 'ended']);
	});

	it('is nobody from the first without a reason', async () => {
		const session = answering(nobody);
		await session.refresh();
		expect(session.reason).toBeNull();
	});

	it('cannot be said without a line, until it is back', async () => {
		const session = answering(refused(0, 'UNREACHABLE'), found);
		expect(await session.refresh()).toBe('unreachable');
		expect(session.crowded).toBe(false);
		expect(await session.refresh()).toBe('signed_in');
	});

	it('is not told to whoever asks too much, and the page knows why', async () => {
		const session = answering(refused(429, 'RATE_LIMITED'), found);
		expect(await session.refresh()).toBe('unreachable');
		expect(session.crowded).toBe(true);
		await session.refresh();
		expect(session.crowded).toBe(false);
	});
});
