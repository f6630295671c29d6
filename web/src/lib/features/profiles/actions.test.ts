import { describe, expect, it, vi } from 'vitest';
import { ApiError, createApi } from '$lib/api';
import { Profiling } from './actions';
import { en } from './messages';
import { ProfilesStore } from './store.svelte';
import type { Person, Settings } from './types';

const ana: Person = {
	id: 'ana',
	username: 'ana',
	display_name: 'Ana',
	bio: null,
	created_at: '2026-11-01T08:00:00Z'
};
const settings: Settings = {
	theme: 'system',
	text_size: 'normal',
	reduce_motion: false,
	locale: 'en',
	timezone: 'Europe/Berlin'
};

/** Ana, whose server keeps what she sends unless it is told to refuse. */
async function house({ refuses = false } = {}) {
	let person = ana;
	let kept = settings;
	const api = createApi({
		fetch: (async (request: Request) => {
			const { pathname } = new URL(request.url);
			if (pathname === '/api/v1/auth/csrf') return Response.json({ csrf_token: 'token' });
			const isSettings = pathname.endsWith('/settings');
			if (request.method === 'PATCH') {
				if (refuses) {
					const problem = { error: 'The server said no.', code: 'CONFLICT', request_id: 'r' };
					return Response.json(problem, { status: 409 });
				}
				const body = (await request.json()) as object;
				if (isSettings) kept = { ...kept, ...body };
				else person = { ...person, ...body };
			}
			return Response.json(isSettings ? { settings: kept } : { user: person });
		}) as typeof fetch
	});
	const store = new ProfilesStore();
	const ports = {
		api,
		store,
		userId: () => 'ana',
		words: () => en,
		notify: vi.fn(),
		explain: (error: unknown) => (error instanceof Error ? error.message : ''),
		nameChanged: vi.fn(),
		show: vi.fn(),
		ready: async () => {}
	};
	const profiling = new Profiling(ports);
	await profiling.readProfile();
	await profiling.readSettings();
	return { ports, profiling, store };
}

describe('a profile', () => {
	it('shows the change before the server has it', async () => {
		const { profiling, store } = await house();
		const saving = profiling.saveProfile({ display_name: 'Ana Lima', bio: 'Baker' });
		expect(store.profile.person).toMatchObject({ display_name: 'Ana Lima', bio: 'Baker' });
		await saving;
		expect(store.profile.person).toMatchObject({ display_name: 'Ana Lima', bio: 'Baker' });
	});

	it('goes back when the member thinks better of it', async () => {
		const { ports, profiling, store } = await house();
		await profiling.saveProfile({ display_name: 'Ana Lima', bio: 'Baker' });
		const { action } = ports.notify.mock.calls[0]?.[0] as { action: { run: () => void } };
		action.run();
		await vi.waitFor(() => expect(store.profile.person).toEqual(ana));
		await vi.waitFor(() =>
			expect(ports.notify).toHaveBeenLastCalledWith({ text: en.saved_undone })
		);
	});

	it('is as before when the server refuses, and the form learns why', async () => {
		const { profiling, store } = await house({ refuses: true });
		const saving = profiling.saveProfile({ display_name: 'Ana Lima', bio: null });
		await expect(saving).rejects.toBeInstanceOf(ApiError);
		expect(store.profile.person).toEqual(ana);
	});

	it('takes a change made on another device, and the name with it', async () => {
		const { ports, profiling, store } = await house();
		const user = { ...ana, bio: 'Rower' };
		profiling.hear({ type: 'profile_updated', offset: 1, data: { user } });
		expect(store.profile.person?.bio).toBe('Rower');
		expect(ports.nameChanged).toHaveBeenCalledWith(user);
	});
});

describe('appearance', () => {
	it('counts at once', async () => {
		const { ports, profiling } = await house();
		const choosing = profiling.choose({ theme: 'dark' });
		expect(ports.show).toHaveBeenLastCalledWith({ ...settings, theme: 'dark' });
		await choosing;
		expect(ports.show).toHaveBeenLastCalledWith({ ...settings, theme: 'dark' });
	});

	it('is as before when it cannot be kept, with the reason', async () => {
		const { ports, profiling } = await house({ refuses: true });
		await profiling.choose({ theme: 'dark' });
		expect(ports.show).toHaveBeenLastCalledWith(settings);
		expect(ports.notify).toHaveBeenCalledWith({
			tone: 'danger',
			text: en.not_kept('The server said no.')
		});
	});

	it('follows a choice made on another device', async () => {
		const { ports, profiling } = await house();
		profiling.hear({
			type: 'settings_updated',
			offset: 1,
			data: { settings: { ...settings, text_size: 'large' } }
		});
		expect(ports.show).toHaveBeenLastCalledWith({ ...settings, text_size: 'large' });
	});
});
