import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { fakeOutbox, lineCut, refusal } from '$lib/kernel/offline/fakeOutbox';
import type { Outbox } from '$lib/kernel';
import { Posting } from './actions';
import { en } from './messages';
import { outgoingOf } from './outgoing';
import type { PostsRemote } from './remote';
import { picture, post } from './samples';
import { Feed } from './store.svelte';
import type { NewPost } from './wire';

const mine = '6f1c0b3e-8d2a-4c55-9f0e-1b2c3d4e5f60';
const draft: NewPost = {
	content: 'A song',
	section_id: 's',
	visibility: 'followers',
	links: [],
	media_ids: [],
	client_id: mine
};
const shown = { author: { id: 'me', username: 'me', display_name: null }, media: [], links: [] };
const lastPage = { cursor: null, has_more: false };

function house(answers: Partial<PostsRemote> = {}, outbox?: Outbox) {
	const feed = new Feed('me', 's', outbox && { outgoing: outgoingOf(outbox) });
	feed.read(feed.ask(), [post('p2'), post('p1')], lastPage);
	const notify = vi.fn();
	const posting = new Posting({
		remote: answers as PostsRemote,
		outbox: outbox as Outbox,
		words: () => en,
		notify,
		explain: (error) => (error instanceof Error ? error.message : '')
	});
	return { feed, notify, posting };
}

/** With a server that answers what is sent there. */
async function houseWith(answer: Parameters<typeof fakeOutbox>[0]) {
	const outbox = await fakeOutbox(answer);
	const made = house({}, outbox);
	outbox.hear((news) => made.feed.told(news));
	return made;
}

const ids = (feed: Feed) => feed.rows.map(({ post: { id } }) => id);

describe('a feed', () => {
	it('holds back what comes while one reads, until one wants to see it', () => {
		const { feed } = house();
		feed.apply({ type: 'new_post', offset: 1, data: { post: post('p3') } });
		feed.apply({ type: 'new_post', offset: 2, data: { post: post('p4') } });
		expect(ids(feed)).toEqual(['p2', 'p1']);
		expect(feed.newer).toEqual(['p4', 'p3']);
		feed.showNewer();
		expect(ids(feed)).toEqual(['p4', 'p3', 'p2', 'p1']);
		expect(feed.newer).toEqual([]);
	});

	it('does not announce what was deleted again, nor another section’s', () => {
		const { feed } = house();
		feed.apply({ type: 'new_post', offset: 1, data: { post: post('p3') } });
		feed.apply({ type: 'post_deleted', offset: 2, data: { post_id: 'p3' } });
		feed.apply({ type: 'new_post', offset: 3, data: { post: post('p4', { section_id: 't' }) } });
		expect(feed.newer).toEqual([]);
	});

	it('leaves a deleted post’s place where it is, so that nothing jumps', () => {
		const { feed } = house();
		feed.apply({ type: 'post_deleted', offset: 1, data: { post_id: 'p2' } });
		expect(feed.rows.map(({ state }) => state)).toEqual(['deleted', 'here']);
	});

	it('lets a deleted post leave where nothing is read in order', () => {
		const feed = new Feed('me', null, { keepsDeleted: false });
		feed.read(feed.ask(), [post('p2'), post('p1')], lastPage);
		feed.apply({ type: 'post_deleted', offset: 1, data: { post_id: 'p2' } });
		expect(ids(feed)).toEqual(['p1']);
		feed.apply({ type: 'post_restored', offset: 2, data: { post: post('p2') } });
		expect(ids(feed)).toEqual(['p2', 'p1']);
	});

	it('drops from a second look what is gone for this member, and keeps what lies further down', () => {
		const { feed } = house();
		feed.read(feed.ask(), [post('p0')], lastPage, true);
		feed.note(feed.heard, [post('p3'), post('p1')], { cursor: 'more', has_more: true });
		expect(ids(feed)).toEqual(['p1', 'p0']);
		expect(feed.newer).toEqual(['p3']);

		const saved = new Feed('me', null, { keepsDeleted: false });
		saved.read(saved.ask(), [post('p1'), post('p2')], lastPage);
		saved.note(saved.heard, [post('p3'), post('p2')], lastPage);
		expect(ids(saved)).toEqual(['p3', 'p2']);
	});

	it('knows whether an author or an admin took a post away, told live or read', () => {
		const { feed } = house();
		const told = post('p2');
		expect(feed.deletedByAuthor(told)).toBeNull();
		expect(feed.deletedByAuthor(post('p2', { deleted_by_author: true }))).toBe(true);
		feed.apply({ type: 'post_deleted', offset: 1, data: { post_id: 'p2', by_author: false } });
		expect(feed.deletedByAuthor(told)).toBe(false);
	});

	it('keeps nothing of a post that was erased', () => {
		const { feed } = house();
		const data = { post_id: 'p2', by_author: false, erased: true };
		feed.apply({ type: 'post_deleted', offset: 1, data });
		expect(ids(feed)).toEqual(['p1']);
	});

	it('takes a glance at the newest without moving what is being read', async () => {
		const { feed, posting } = house();
		const posts = [post('p3'), post('p2', { content: 'Changed' })];
		const meta = { cursor: 'more', has_more: true };
		await posting.glance(feed, async () => ({ posts, meta }));
		expect(ids(feed)).toEqual(['p2', 'p1']);
		expect(feed.rows[0]?.post.content).toBe('Changed');
		expect(feed.newer).toEqual(['p3']);
	});

	it('looks again at a post that may be for others now', async () => {
		const one = vi.fn().mockResolvedValueOnce(post('p2', { visibility: 'followers' }));
		one.mockRejectedValueOnce(new ApiError({ status: 404, code: 'NOT_FOUND', message: '' }));
		const { feed, posting } = house({ one });
		await posting.look(feed, 'p2');
		expect(feed.rows[0]?.post.visibility).toBe('followers');
		await posting.look(feed, 'p2');
		expect(ids(feed)).toEqual(['p1']);
		await posting.look(feed, 'of another section');
		expect(one).toHaveBeenCalledTimes(2);
	});

	it('lets go of an author’s posts for those whom one is no longer among', () => {
		const { feed } = house();
		const bo = { user_id: 'bo' };
		feed.read(
			feed.ask(),
			[
				post('p5', { ...bo, visibility: 'friends' }),
				post('p4', { ...bo, visibility: 'followers' }),
				post('p3', bo),
				post('p2', { visibility: 'friends' }),
				post('p1', { user_id: 'me', visibility: 'private' })
			],
			lastPage
		);
		feed.apply({
			type: 'new_post',
			offset: 1,
			data: { post: post('p6', { ...bo, visibility: 'friends' }) }
		});
		const standing = { following: true, friend: false, blocking: false };
		feed.stand('bo', standing);
		expect(ids(feed)).toEqual(['p4', 'p3', 'p2', 'p1']);
		expect(feed.newer).toEqual([]);
		feed.stand('me', { ...standing, following: false });
		feed.stand('bo', { ...standing, blocking: true });
		expect(ids(feed)).toEqual(['p2', 'p1']);
	});

	it('lets go of what is no longer ours to see', async () => {
		const { feed, posting } = house();
		await posting.read(feed, async () => {
			throw new ApiError({ status: 404, code: 'NOT_FOUND', message: 'Nothing here.' });
		});
		expect(feed.rows).toEqual([]);
		expect(feed.load).toBe('error');
	});

	it('leaves the answer to an older question aside', () => {
		const { feed } = house();
		const older = feed.ask();
		const newer = feed.ask();
		feed.read(newer, [post('p5')], lastPage);
		feed.read(older, [post('p1')], lastPage);
		expect(ids(feed)).toEqual(['p5']);
	});
});

describe('a post of mine', () => {
	const real = post('p9', { client_id: mine, user_id: 'me', content: 'A song' });

	it('stands there at once and becomes the real one, whichever word of it comes first', async () => {
		const { feed, posting } = await houseWith(() => ({ post: real }));
		const sending = posting.publish(draft, shown);
		expect(feed.rows[0]).toMatchObject({ key: mine, state: 'sending' });
		feed.apply({ type: 'new_post', offset: 1, data: { post: real } });
		expect(feed.rows[0]).toMatchObject({ key: mine, state: 'here', post: { id: 'p9' } });
		await sending;
		expect(ids(feed)).toEqual(['p9', 'p2', 'p1']);
		feed.apply({ type: 'new_post', offset: 1, data: { post: real } });
		expect(ids(feed)).toEqual(['p9', 'p2', 'p1']);
		expect(feed.newer).toEqual([]);
	});

	it('waits for the audience it was written for', async () => {
		const { feed, posting } = await houseWith(() => Promise.reject(lineCut));
		await posting.publish({ ...draft, visibility: 'friends' }, shown);
		expect(feed.rows[0]?.post.visibility).toBe('friends');
		expect(await posting.amend(mine, { content: 'A song', visibility: 'private' })).toBe(true);
		expect(feed.rows[0]?.post.visibility).toBe('private');
	});

	it('stays with the reason when it is refused, and can be sent again', async () => {
		const answer = vi.fn().mockRejectedValueOnce(new Error('No'));
		answer.mockResolvedValue({ post: real });
		const { feed, posting } = await houseWith(answer);
		await posting.publish(draft, shown);
		expect(feed.rows[0]).toMatchObject({ state: 'failed', failure: refusal });
		await posting.publishAgain(mine);
		expect(feed.rows[0]).toMatchObject({ state: 'here', post: { id: 'p9' } });
		expect(answer.mock.calls[1]?.[0]).toMatchObject({ id: mine });
	});

	it('waits where it was written while there is no line, and can be changed or taken back', async () => {
		const { feed, posting } = await houseWith(() => Promise.reject(lineCut));
		await posting.publish(draft, shown);
		expect(feed.rows[0]).toMatchObject({ key: mine, state: 'waiting' });
		expect(await posting.amend(mine, { content: 'Another song' })).toBe(true);
		expect(feed.rows[0]?.post.content).toBe('Another song');
		expect(await posting.takeBack(mine)).toBe(true);
		expect(ids(feed)).toEqual(['p2', 'p1']);
	});

	it('that I delete can be brought back from where it stood', async () => {
		const { feed, notify, posting } = house({
			remove: async () => {},
			restore: async () => post('p2')
		});
		await posting.remove(feed, post('p2'));
		expect(feed.rows[0]?.state).toBe('deleted');
		(notify.mock.calls[0]?.[0] as { action: { run: () => void } }).action.run();
		await vi.waitFor(() => expect(feed.rows[0]?.state).toBe('here'));
	});

	it('is back, with the reason, when it cannot be deleted', async () => {
		const { feed, notify, posting } = house({
			remove: async () => {
				throw ApiError.offline();
			}
		});
		await posting.remove(feed, post('p2'));
		expect(feed.rows[0]?.state).toBe('here');
		expect(notify).toHaveBeenCalledWith(expect.objectContaining({ tone: 'danger' }));
	});

	it('that I change leads where its words lead', async () => {
		const change = vi.fn(async () => post('p2'));
		const { feed, posting } = house({ change });
		await posting.change(feed, 'p2', { content: 'See https://song.example/1' });
		expect(change).toHaveBeenCalledWith('p2', {
			content: 'See https://song.example/1',
			links: [{ url: 'https://song.example/1' }]
		});
	});

	it('that I change shows at once the pictures it will have, and the old ones if it is refused', async () => {
		const [boat, pier] = [picture('boat'), picture('pier')];
		const change = vi.fn(async () => Promise.reject(ApiError.offline()));
		const { feed, posting } = house({ change });
		feed.keep(post('p2', { media: [boat] }));
		const changing = posting.change(feed, 'p2', { content: 'Hello p2', media: [pier, boat] });
		expect(feed.rows[0]?.post.media).toEqual([pier, boat]);
		expect(await changing).toBe(false);
		expect(change).toHaveBeenCalledWith('p2', { content: 'Hello p2', media_ids: ['pier', 'boat'] });
		expect(feed.rows[0]?.post.media).toEqual([boat]);
	});

	it('that waits goes with the pictures it has by then', async () => {
		const sent = vi.fn().mockRejectedValueOnce(lineCut);
		const { feed, posting } = await houseWith(sent);
		await posting.publish(
			{ ...draft, media_ids: ['boat'] },
			{ ...shown, media: [picture('boat')] }
		);
		await posting.amend(mine, { content: 'A song', media: [picture('pier')] });
		expect(feed.rows[0]?.post.media).toEqual([picture('pier')]);
		sent.mockResolvedValue({ post: real });
		await posting.publishAgain(mine);
		expect(sent.mock.lastCall?.[0]).toMatchObject({ body: { media_ids: ['pier'] } });
	});

	it('shows the change before the server has it', async () => {
		const { feed, posting } = house({
			change: async () => post('p2', { content: 'Better', updated_at: '2026-11-01T09:00:00Z' })
		});
		const changing = posting.change(feed, 'p2', { content: 'Better', visibility: 'followers' });
		expect(feed.rows[0]?.post.content).toBe('Better');
		await changing;
		expect(feed.rows[0]?.post.updated_at).not.toBeNull();
	});
});
