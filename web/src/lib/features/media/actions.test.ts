import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { onePiece, Uploading } from './actions';
import { en } from './messages';
import { picture } from './samples';
import { outlookOf, Uploads } from './store.svelte';
import type { Media, MediaRemote } from './wire';

const file = (size: number, type = 'image/png') =>
	new File([new Uint8Array(size)], 'boat.png', { type });

function house(answers: Partial<MediaRemote> = {}) {
	const uploads = new Uploads();
	const append = vi.fn<MediaRemote['append']>(async (_id, offset) =>
		picture('m', offset >= onePiece ? 'processing' : 'uploading')
	);
	const remote = {
		send: vi.fn(async () => picture('m')),
		begin: vi.fn(async () => picture('m', 'uploading')),
		append,
		describe: vi.fn(async (id: string, alt: string) => ({ ...picture(id), alt })),
		read: vi.fn(async (id: string) => picture(id)),
		remove: vi.fn(async () => {}),
		...answers
	};
	const uploading = new Uploading({
		remote,
		uploads,
		words: () => en,
		explain: (error) => (error instanceof Error ? error.message : ''),
		preview: () => 'blob:here',
		forget: vi.fn(),
		pause: async () => {}
	});
	return { append, remote, uploading, uploads };
}

describe('a picture', () => {
	it('travels in one piece when it is small', async () => {
		const { remote, uploading, uploads } = house();
		expect(uploading.add([file(10)], 4)).toBeNull();
		await vi.waitFor(() => expect(uploads.list[0]?.state).toBe('ready'));
		expect(uploads.ids).toEqual(['m']);
		expect(remote.begin).not.toHaveBeenCalled();
	});

	it('travels in pieces when it is large, and is then worked on', async () => {
		const { append, uploading, uploads } = house();
		uploading.add([file(onePiece + 5)], 4);
		await vi.waitFor(() => expect(uploads.list[0]?.state).toBe('processing'));
		expect(append.mock.calls.map(([, offset]) => offset)).toEqual([0, onePiece]);
		uploads.told(picture('m'));
		expect(uploads.list[0]?.state).toBe('ready');
	});

	it('is patient with a line that drops', async () => {
		let dropped = false;
		const { uploading, uploads } = house({
			append: async () => {
				if (!dropped) {
					dropped = true;
					throw ApiError.offline();
				}
				return picture('m', 'processing');
			}
		});
		uploading.add([file(onePiece + 5)], 4);
		await vi.waitFor(() => expect(uploads.list[0]?.state).toBe('processing'));
	});

	it('goes on where the house has it, when a piece arrived and the answer did not', async () => {
		const sent: number[] = [];
		const refused = (code: string, details = {}) =>
			new ApiError({ status: 409, code, message: code, details });
		const append = async (_id: string, offset: number) => {
			sent.push(offset);
			if (sent.length === 1) throw ApiError.offline();
			if (offset === 0) throw refused('UPLOAD_OFFSET_MISMATCH', { offset: onePiece });
			if (sent.length === 3) throw ApiError.offline();
			throw refused('UPLOAD_FINISHED');
		};
		const read = async () => picture('m', 'processing');
		const { uploading, uploads } = house({ append, read });
		uploading.add([file(onePiece + 5)], 4);
		await vi.waitFor(() => expect(uploads.list[0]?.state).toBe('processing'));
		expect(sent).toEqual([0, 0, onePiece, onePiece]);
	});

	it('is not sent from its beginning again when the line was gone for long', async () => {
		const sent: number[] = [];
		let line = false;
		const { remote, uploading, uploads } = house({
			append: async (_id, offset) => {
				if (offset > 0 && !line) throw ApiError.offline();
				sent.push(offset);
				return picture('m', offset > 0 ? 'processing' : 'uploading');
			}
		});
		uploading.add([file(onePiece + 5)], 4);
		await vi.waitFor(() => expect(uploads.list[0]?.state).toBe('failed'));
		line = true;
		uploading.again(uploads.list[0]?.key ?? '');
		await vi.waitFor(() => expect(uploads.list[0]?.state).toBe('processing'));
		expect(sent).toEqual([0, onePiece]);
		expect(remote.begin).toHaveBeenCalledTimes(1);
	});

	it('that is thrown away on its way leaves nothing in the house', async () => {
		const { remote, uploading, uploads } = house({
			append: async () => {
				throw ApiError.offline();
			}
		});
		uploading.add([file(onePiece + 5)], 4);
		await vi.waitFor(() => expect(uploads.list[0]?.state).toBe('failed'));
		await uploading.remove(uploads.list[0]?.key ?? '');
		expect(remote.remove).toHaveBeenCalledWith('m');
	});

	it('that fails says why and can be sent again', async () => {
		const send = vi.fn<MediaRemote['send']>().mockRejectedValueOnce(new Error('No room.'));
		send.mockResolvedValue(picture('m'));
		const { uploading, uploads } = house({ send });
		uploading.add([file(10)], 4);
		await vi.waitFor(() => expect(uploads.list[0]?.failure).toBe('No room.'));
		uploading.again(uploads.list[0]?.key ?? '');
		await vi.waitFor(() => expect(uploads.list[0]?.state).toBe('ready'));
	});

	it('that stands in a post is described and taken out with the post, not before', async () => {
		const { remote, uploading, uploads } = house();
		uploading.hold([{ ...picture('a'), alt: 'A boat' }, picture('b')]);
		const [a = '', b = ''] = uploads.list.map(({ key }) => key);
		expect(uploads.list.map(({ alt, state }) => [alt, state])).toEqual([
			['A boat', 'ready'],
			['', 'ready']
		]);
		await uploading.remove(a);
		await uploading.describe(b, 'A pier');
		expect([uploads.ids, uploads.failed]).toEqual([['b'], false]);
		expect(remote.remove).not.toHaveBeenCalled();
		expect(remote.describe).not.toHaveBeenCalled();

		uploading.putBack(a);
		expect([uploads.move(b, -1), uploads.move(b, -1)]).toEqual([0, 0]);
		expect(uploads.ids).toEqual(['b', 'a']);
		expect(await uploading.settle()).toBeNull();
		expect(remote.describe).toHaveBeenCalledExactlyOnceWith('b', 'A pier');
		expect(uploads.find(b)?.media?.alt).toBe('A pier');
	});

	it('whose description is refused says why before the post is saved', async () => {
		const describe = async () => Promise.reject(new Error('Too long.'));
		const { uploading, uploads } = house({ describe });
		uploading.hold([picture('a', 'failed')]);
		expect(uploads.failed).toBe(false);
		await uploading.describe('held-a', 'A boat');
		expect(await uploading.settle()).toBe('Too long.');
	});

	it('is left out, with the reason, when it is none or one too many', () => {
		const { uploading, uploads } = house();
		expect(uploading.add([file(1, 'text/html')], 4)).toBe(en.not_takeable('boat.png'));
		expect(uploading.add([file(1), file(1)], 1)).toBe(en.too_many(1));
		expect(uploads.list).toHaveLength(1);
	});

	it('is as large as the house allows, which is asked before anything is sent', async () => {
		const tooLarge = new ApiError({ status: 413, code: 'MEDIA_TOO_LARGE', message: 'Too large.' });
		const { append, uploading, uploads } = house({ begin: async () => Promise.reject(tooLarge) });
		expect(uploading.add([file(11 * onePiece)], 4)).toBeNull();
		await vi.waitFor(() => expect(uploads.list[0]?.failure).toBe('Too large.'));
		expect(append).not.toHaveBeenCalled();
	});

	it('may be a film or a sound as well', () => {
		const { uploading, uploads } = house({ begin: () => new Promise(() => {}) });
		const large = 2 * onePiece;
		expect(uploading.add([file(large, 'video/mp4'), file(large, 'audio/ogg')], 4)).toBeNull();
		expect(uploads.list.map(({ kind }) => kind)).toEqual(['video', 'audio']);
	});

	it.each([
		['ready', 'ready'],
		['uploading', 'waits'],
		['processing', 'waits'],
		['failed', 'failed'],
		['quarantined', 'failed']
	] as const)('that is %s %s', (status, outlook) => {
		expect(outlookOf(picture('m', status))).toBe(outlook);
	});

	it('keeps a description written while it was on its way', async () => {
		let arrive: (media: Media) => void = () => {};
		const { remote, uploading, uploads } = house({
			send: () => new Promise((resolve) => (arrive = resolve))
		});
		uploading.add([file(10)], 4);
		const { key } = uploads.list[0] ?? { key: '' };
		await uploading.describe(key, 'A boat');
		arrive(picture('m'));
		await vi.waitFor(() => expect(remote.describe).toHaveBeenCalledWith('m', 'A boat'));
	});
});
