import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { Profiling } from './actions';
import { words } from './place';
import type { ProfilesRemote } from './remote';
import { ana } from './samples';
import { ProfilesStore } from './store.svelte';
import type { OwnPerson, ProfileChange, Settings } from './wire';

const settings: Settings = {
	theme: 'system',
	text_size: 'normal',
	reduce_motion: false,
	locale: 'en',
	timezone: 'Europe/Berlin'
};
const no = new ApiError({ status: 409, code: 'CONFLICT', message: 'The server said no.' });

/** Ana, whose server keeps what she sends unless it is told to refuse. */
async function house({ refuses = false } = {}) {
	let person = ana;
	let kept = settings;
	const remote = {
		me: vi.fn(async () => person),
		change: vi.fn(
			async ({ bio, display_name, hide_profile, onboarded, visibility }: ProfileChange) => {
				if (refuses) throw no;
				person = {
					...person,
					...(bio === undefined ? {} : { bio }),
					...(display_name === undefined ? {} : { display_name }),
					...(hide_profile === undefined ? {} : { hide_profile }),
					...(onboarded ? { onboarding: { ...person.onboarding, done: true } } : {}),
					visibility: { ...person.visibility, ...visibility }
				};
				return person;
			}
		),
		settings: async () => kept,
		choose: async (change: Partial<Settings>) => {
			if (refuses) throw no;
			kept = { ...kept, ...change };
			return kept;
		}
	};
	const store = new ProfilesStore();
	const ports = {
		remote: remote as unknown as ProfilesRemote,
		store,
		myId: () => 'ana',
		words: () => words,
		notify: vi.fn(),
		explain: (error: unknown) => (error instanceof Error ? error.message : ''),
		meChanged: vi.fn(),
		show: vi.fn(),
		ready: async () => {}
	};
	const profiling = new Profiling(ports);
	await profiling.readProfile();
	await profiling.readSettings();
	const elsewhere = (change: Partial<OwnPerson>) => (person = { ...person, ...change });
	return { elsewhere, ports, profiling, remote, store };
}

describe('a profile', () => {
	it('shows the change before the server has it', async () => {
		const { profiling, store } = await house();
		const saving = profiling.save({ display_name: 'Ana L.', bio: 'Baker' });
		expect(store.profile.person).toMatchObject({ display_name: 'Ana L.', bio: 'Baker' });
		await saving;
		expect(store.profile.person).toMatchObject({ display_name: 'Ana L.', bio: 'Baker' });
	});

	it('goes back when the member thinks better of it, in these fields alone', async () => {
		const { ports, profiling, remote, store } = await house();
		await profiling.save({ bio: 'Baker' });
		const { action } = ports.notify.mock.calls[0]?.[0] as { action: { run: () => void } };
		action.run();
		await vi.waitFor(() => expect(store.profile.person).toEqual(ana));
		await vi.waitFor(() =>
			expect(ports.notify).toHaveBeenLastCalledWith({ text: words.saved_undone })
		);
		expect(remote.change).toHaveBeenLastCalledWith({ bio: ana.bio });
	});

	it('is as before when the server refuses, and the form learns why', async () => {
		const { profiling, store } = await house({ refuses: true });
		await expect(profiling.save({ bio: null })).rejects.toBe(no);
		expect(store.profile.person).toEqual(ana);
	});

	it('tells the house beside it of the new name and face', async () => {
		const { ports, profiling } = await house();
		await profiling.save({ display_name: 'Ana L.' });
		expect(ports.meChanged).toHaveBeenLastCalledWith(
			expect.objectContaining({ display_name: 'Ana L.', avatar: ana.avatar })
		);
	});

	it('is read anew when it changed on another device, since the frame tells what others see', async () => {
		const { elsewhere, profiling, store } = await house();
		elsewhere({ bio: 'Rower' });
		const user = { ...ana, bio: null, hidden: ['bio' as const] };
		profiling.hear({ type: 'profile_updated', offset: 1, data: { user } });
		await vi.waitFor(() => expect(store.profile.person?.bio).toBe('Rower'));
	});

	it('is left alone when it is a friend who changed', async () => {
		const { profiling, remote } = await house();
		const user = { ...ana, id: 'ben', username: 'ben' };
		profiling.hear({ type: 'profile_updated', offset: 1, data: { user } });
		expect(remote.me).toHaveBeenCalledTimes(1);
	});
});

describe('who sees what', () => {
	it('counts at once, and the other fields are not touched', async () => {
		const { profiling, remote, store } = await house();
		const choosing = profiling.chooseLook({ visibility: { bio: 'private' } });
		expect(store.profile.person?.visibility).toEqual({ ...ana.visibility, bio: 'private' });
		expect(await choosing).toBe(true);
		expect(remote.change).toHaveBeenCalledWith({ visibility: { bio: 'private' } });
	});

	it('is as before when it cannot be kept, and that is said: privacy must not seem to hold', async () => {
		const { ports, profiling, store } = await house({ refuses: true });
		expect(await profiling.chooseLook({ hide_profile: true })).toBe(false);
		expect(store.profile.person?.hide_profile).toBe(false);
		expect(ports.notify).toHaveBeenCalledWith({
			tone: 'danger',
			text: words.not_kept('The server said no.')
		});
	});

	it('of two quick choices both hold, whichever is answered first', async () => {
		const { profiling, store } = await house();
		await Promise.all([
			profiling.chooseLook({ visibility: { bio: 'private' } }),
			profiling.chooseLook({ visibility: { pronouns: 'public' } })
		]);
		expect(store.profile.person?.visibility).toMatchObject({ bio: 'private', pronouns: 'public' });
	});
});

describe('being welcomed', () => {
	it('happens once, and a house that does not hear it is no trouble', async () => {
		const { profiling, remote, store } = await house();
		await profiling.welcomed();
		expect(remote.change).toHaveBeenCalledWith({ onboarded: true });
		expect(store.profile.person?.onboarding.done).toBe(true);
		const deaf = await house({ refuses: true });
		await deaf.profiling.welcomed();
		expect(deaf.ports.notify).not.toHaveBeenCalled();
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
			text: words.not_kept('The server said no.')
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
