import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { Moderating } from './actions';
import { en } from './messages';
import type { ModerationRemote } from './remote';
import { removedComment, removedPost } from './samples';
import { DeletedContent } from './store.svelte';
import { keyOf, type Filter, type Removed, type RemovedPage } from './wire';

const filter: Filter = { scope: 'all', words: '', author: '' };
const page = (...content: Removed[]): RemovedPage => ({
	content,
	meta: { cursor: null, has_more: false }
});
const post = removedPost('p', 2);
const comment = removedComment('c', 1);

function house(answers: Partial<ModerationRemote> = {}) {
	const store = new DeletedContent();
	const notify = vi.fn();
	const remote = {
		list: vi.fn<ModerationRemote['list']>(async () => page(post, comment)),
		remove: vi.fn(async () => {}),
		restore: vi.fn(async () => {}),
		erase: vi.fn(async () => {}),
		...answers
	};
	const moderating = new Moderating({
		remote,
		store,
		words: () => en,
		notify,
		explain: (error) => (error instanceof Error ? error.message : '')
	});
	return { moderating, notify, remote, store };
}

const shown = ({ rows }: DeletedContent) => rows.map(keyOf);

describe('an admin', () => {
	it('restores a post, which leaves at once, and can take that back', async () => {
		let answer = () => {};
		const restore = () => new Promise<void>((resolve) => (answer = resolve));
		const { moderating, notify, remote, store } = house({ restore });
		await moderating.open(filter);
		const restoring = moderating.restore(post);
		expect(shown(store)).toEqual(['comment:c']);
		answer();
		expect(await restoring).toBe(true);
		expect(notify).toHaveBeenCalledWith(expect.objectContaining({ text: en.post_restored }));

		notify.mock.calls[0]?.[0].action.run();
		await vi.waitFor(() => expect(store.newerCount).toBe(1));
		expect(remote.remove).toHaveBeenCalledWith({ kind: 'post', id: 'p' });
	});

	it('sees it again, with the reason, when it cannot be restored', async () => {
		const { moderating, notify, store } = house({
			restore: async () => {
				throw new Error('Its author is gone.');
			}
		});
		await moderating.open(filter);
		expect(await moderating.restore(post)).toBe(false);
		expect(shown(store)).toEqual(['post:p', 'comment:c']);
		expect(notify).toHaveBeenCalledWith({
			tone: 'danger',
			text: en.undone('Its author is gone.')
		});
	});

	it('erases only what the server has erased', async () => {
		const erase = vi.fn<ModerationRemote['erase']>().mockRejectedValueOnce(new Error('Not now.'));
		erase.mockResolvedValue();
		const { moderating, notify, store } = house({ erase });
		await moderating.open(filter);
		await expect(moderating.erase(comment)).rejects.toThrow('Not now.');
		expect(shown(store)).toEqual(['post:p', 'comment:c']);
		await moderating.erase(comment);
		expect(shown(store)).toEqual(['post:p']);
		expect(notify).toHaveBeenCalledWith({ text: en.comment_erased });
	});

	it('hears of many changes with one more look', async () => {
		const { moderating, remote } = house();
		await moderating.open(filter);
		await Promise.all([moderating.changed(), moderating.changed(), moderating.changed()]);
		expect(remote.list).toHaveBeenCalledTimes(3);
	});

	it('is not shown the answer to what was asked before the filter changed', async () => {
		const answers: ((page: RemovedPage) => void)[] = [];
		const list = () => new Promise<RemovedPage>((resolve) => answers.push(resolve));
		const { moderating, store } = house({ list });
		const before = moderating.open(filter);
		const after = moderating.open({ ...filter, scope: 'comment' });
		answers[1]?.(page(comment));
		answers[0]?.(page(post));
		await Promise.all([before, after]);
		expect(shown(store)).toEqual(['comment:c']);
	});

	it('is told when nothing could be read, and keeps what is there when a look fails', async () => {
		const offline = ApiError.offline();
		const list = vi.fn<ModerationRemote['list']>().mockRejectedValueOnce(offline);
		list.mockResolvedValueOnce(page(post)).mockRejectedValueOnce(offline);
		const { moderating, store } = house({ list });
		await moderating.open(filter);
		expect(store.load).toBe('error');
		await moderating.read();
		await moderating.changed();
		expect(store.load).toBe('ready');
		expect(shown(store)).toEqual(['post:p']);
	});
});
