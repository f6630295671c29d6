import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { commonWords, explain } from '$lib/kernel';
import { ana } from '../samples';
import { ProfileStore } from '../store.svelte';
import type { Look } from '../apply';
import { Picturing } from './actions';
import { Pictures } from './store.svelte';

const file = new File(['…'], 'picture.webp', { type: 'image/webp' });

function studio({
	bring = async () => 'new',
	keep = async () => {}
}: {
	bring?: (
		file: File,
		purpose: string,
		progress: (part: number) => void,
		signal: AbortSignal
	) => Promise<string>;
	keep?: (look: Look) => Promise<void>;
} = {}) {
	const store = new ProfileStore();
	store.read(ana, store.begin());
	const pictures = new Pictures();
	const deferred: { undo: () => void; commit: () => Promise<unknown> }[] = [];
	const ports = {
		pictures,
		bring: vi.fn(bring),
		person: () => store.person,
		keep: vi.fn(keep),
		intend: (look: Look) => {
			store.intend(look);
			return () => store.undo(look);
		},
		defer: (act: (typeof deferred)[number]) => void deferred.push(act),
		preview: () => 'blob:mine',
		forget: vi.fn(),
		explain: (error: unknown) => explain(error, commonWords),
		removed: () => 'Removed.'
	};
	return { deferred, pictures, picturing: new Picturing(ports), ports, store };
}

describe('a new picture', () => {
	it('is shown from this device while it travels, with how far it is', async () => {
		const seen: unknown[] = [];
		const { pictures, picturing, ports } = studio({
			bring: async (_file, _purpose, progress) => {
				seen.push(pictures.of('avatar')?.progress);
				progress(0.5);
				seen.push(pictures.of('avatar')?.progress);
				progress(1);
				seen.push(pictures.of('avatar')?.progress);
				return 'new';
			}
		});
		expect(await picturing.show('avatar', file)).toBe(true);
		expect(seen).toEqual([0, 0.5, null]);
		expect(ports.keep).toHaveBeenCalledWith({
			avatar: expect.objectContaining({ media_id: 'new' }) as unknown
		});
		expect(pictures.of('avatar')).toBeNull();
		expect(ports.forget).toHaveBeenCalledWith('blob:mine');
	});

	it('that cannot come says why, stays for another try, and changes nothing', async () => {
		let refuses = true;
		const { pictures, picturing, ports, store } = studio({
			bring: async () => {
				if (refuses) throw ApiError.offline();
				return 'new';
			}
		});
		expect(await picturing.show('avatar', file)).toBe(false);
		expect(pictures.of('avatar')?.failure).toBe(commonWords.offline_error);
		expect(store.person?.avatar).toEqual(ana.avatar);
		expect(ports.keep).not.toHaveBeenCalled();
		refuses = false;
		expect(await picturing.again('avatar')).toBe(true);
		expect(pictures.of('avatar')).toBeNull();
	});

	it('that the profile refuses says so in the words of the house', async () => {
		const { pictures, picturing } = studio({
			keep: async () => {
				throw new ApiError({
					status: 422,
					code: 'INVALID_FIELDS',
					message: 'Some fields need another look.',
					details: { fields: { banner_media_id: 'Please crop it to 3 to 1.' } }
				});
			}
		});
		await picturing.show('banner', file);
		expect(pictures.of('banner')?.failure).toBe('Please crop it to 3 to 1.');
	});

	it('gives way to the next one, and leaves no trace', async () => {
		const stopped: boolean[] = [];
		const first = Promise.withResolvers<string>();
		let count = 0;
		const { picturing, ports } = studio({
			bring: (_file, _purpose, _progress, signal) => {
				count += 1;
				if (count > 1) return Promise.resolve('second');
				signal.addEventListener('abort', () => stopped.push(true));
				return first.promise;
			}
		});
		const early = picturing.show('avatar', file);
		await picturing.show('avatar', file);
		first.resolve('first');
		expect(await early).toBe(false);
		expect(stopped).toEqual([true]);
		expect(ports.keep).toHaveBeenCalledTimes(1);
		expect(ports.keep).toHaveBeenCalledWith({
			avatar: expect.objectContaining({ media_id: 'second' }) as unknown
		});
	});
});

describe('a picture that is taken away', () => {
	it('is gone at once, for the house only when nobody calls it back', async () => {
		const { deferred, picturing, ports, store } = studio();
		picturing.remove('avatar');
		expect(store.person?.avatar).toBeNull();
		expect(ports.keep).not.toHaveBeenCalled();
		await deferred[0]?.commit();
		expect(ports.keep).toHaveBeenCalledWith({ avatar: null });
	});

	it('comes back when the member thinks better of it', () => {
		const { deferred, picturing, ports, store } = studio();
		picturing.remove('avatar');
		deferred[0]?.undo();
		expect(store.person?.avatar).toEqual(ana.avatar);
		expect(ports.keep).not.toHaveBeenCalled();
	});
});
