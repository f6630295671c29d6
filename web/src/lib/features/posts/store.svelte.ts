import type { ApiError } from '$lib/api';
import type { News } from '$lib/kernel';
import { applyPostEvent, newestFirst } from './apply';
import { isFor, type Standing } from './audiences';
import { isGone } from './ledger';
import {
	failureOf,
	nothingOutgoing,
	postsIn,
	stateOf,
	type OnTheWay,
	type Outgoing
} from './outgoing';
import { Shelf } from './shelf.svelte';
import type { Page, Post, PostEvent } from './wire';

export type Load = 'loading' | 'ready' | 'error';

export interface PostRow {
	/** The same before and after the server has given the post its id. */
	key: string;
	post: Post;
	state: 'here' | 'deleted' | OnTheWay;
	failure: ApiError | null;
}

export interface FeedWish {
	/** What is deleted keeps its place with a word about it, or leaves. */
	keepsDeleted?: boolean;
	outgoing?: Outgoing;
	/** Which of the posts on their way will stand here; in a section, those written in it. */
	holds?: (post: Post) => boolean;
}

/** A list of posts: a section's, a person's, what was saved, or one alone. */
export class Feed extends Shelf<Post> {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	hasMore = $state(false);

	readonly me: string;
	readonly #sectionId: string | null;
	#cursor: string | null = null;
	#listed = $state.raw<readonly string[]>([]);
	/** No longer there for this member, though nobody told that they were deleted. */
	#lost = $state.raw<readonly string[]>([]);
	#keys = $state.raw<Readonly<Record<string, string>>>({});
	#readings = 0;
	readonly #keepsDeleted: boolean;
	readonly #holds: (post: Post) => boolean;

	/** With a section, posts that are told of belong here; without, only what was read does. */
	constructor(me: string, sectionId: string | null = null, wish: FeedWish = {}) {
		super(wish.outgoing ?? nothingOutgoing);
		this.me = me;
		this.#sectionId = sectionId;
		this.#keepsDeleted = wish.keepsDeleted ?? true;
		this.#holds =
			wish.holds ?? (({ section_id }) => sectionId !== null && section_id === sectionId);
	}

	/** Mine that the server has not confirmed, the latest first. */
	readonly #onTheWay: PostRow[] = $derived.by(() => {
		const arrived = new Set(Object.values(this.#keys));
		return postsIn(this.outgoing.letters())
			.filter(({ letter, post }) => this.#holds(post) && !arrived.has(letter.id))
			.map(({ letter, post }) => ({
				key: letter.id,
				post: this.foresee(post),
				state: stateOf(letter, this.outgoing),
				failure: failureOf(letter)
			}))
			.reverse();
	});

	readonly rows: PostRow[] = $derived.by(() => {
		const here = this.#listed.flatMap((id) => {
			const post = this.shown(id);
			if (!post || this.isErased(id)) return [];
			const state = this.isGone(id) || post.deleted_at ? ('deleted' as const) : ('here' as const);
			if (state === 'deleted' && !this.#keepsDeleted) return [];
			return [{ key: this.#keys[id] ?? id, post, state, failure: null }];
		});
		return [...this.#onTheWay, ...here];
	});

	/** Posts that came while one was reading; they wait until one wants to see them. */
	readonly newer: string[] = $derived.by(() => {
		if (this.#sectionId === null || this.load !== 'ready') return [];
		const listed = new Set(this.#listed);
		const first = this.#listed[0] ?? '';
		return Object.values(this.ledger.whole)
			.filter(({ value }) => value.section_id === this.#sectionId)
			.map(({ value }) => value.id)
			.filter((id) => !listed.has(id) && !this.#lost.includes(id) && id > first)
			.filter((id) => !isGone(this.ledger, id))
			.sort(newestFirst);
	});

	get cursor(): string | null {
		return this.#cursor;
	}

	/** A ticket for a question, so that the answer to an older one is left aside. */
	ask(): { since: number; number: number } {
		if (this.load === 'error') this.load = 'loading';
		return { since: this.heard, number: ++this.#readings };
	}

	read(
		question: { since: number; number: number },
		posts: readonly Post[],
		page: Page,
		more = false
	): void {
		if (question.number !== this.#readings) return;
		this.take(posts, question.since);
		const ids = posts.map(({ id }) => id);
		const kept = more ? this.#listed : [];
		this.#listed = [...kept, ...ids.filter((id) => !kept.includes(id))];
		this.#cursor = page.cursor;
		this.hasMore = page.has_more;
		this.load = 'ready';
		this.error = null;
	}

	/**
	 * The first page read again while one is further down. What it should hold and does not is no
	 * longer there for this member; in a section new posts wait to be wanted, elsewhere they come in.
	 */
	note(since: number, posts: readonly Post[], page: Page): void {
		this.take(posts, since);
		const ids = posts.map(({ id }) => id);
		const listed = this.#listed;
		const reached = page.has_more
			? Math.max(0, ...ids.map((id) => listed.indexOf(id) + 1))
			: listed.length;
		const kept = listed.filter((id, index) => index >= reached || ids.includes(id));
		const fresh = this.#sectionId === null ? ids.filter((id) => !listed.includes(id)) : [];
		this.#listed = [...fresh, ...kept];
		const lost = listed.filter((id) => !kept.includes(id));
		this.#lost = [...this.#lost, ...lost].filter((id) => !ids.includes(id));
	}

	fail(question: { number: number }, error: ApiError): void {
		if (question.number !== this.#readings) return;
		this.error = error;
		// What is no longer ours to see does not stay in sight.
		if (error.status === 404) this.#listed = [];
		if (this.#listed.length === 0) this.load = 'error';
	}

	apply(event: PostEvent): void {
		this.ledger = applyPostEvent(this.ledger, event, this.me);
		if (event.type === 'post_deleted') this.removed(event.data.post_id, event.data);
		if (event.type === 'new_post') this.#arrived(event.data.post);
	}

	/** How one stands to an author has changed: what was for others than one now is, leaves at once. */
	stand(author: string, standing: Standing): void {
		if (author === this.me) return;
		const gone = Object.values(this.ledger.whole)
			.map(({ value }) => value)
			.filter((post) => post.user_id === author && !isFor(post, standing))
			.map(({ id }) => id);
		this.lose(gone);
	}

	/** They are no longer there for this member. */
	lose(ids: readonly string[]): void {
		this.#listed = this.#listed.filter((id) => !ids.includes(id));
		this.#lost = [...this.#lost, ...ids.filter((id) => !this.#lost.includes(id))];
	}

	knows(id: string): boolean {
		return id in this.ledger.whole;
	}

	showNewer(): void {
		this.#listed = [...this.newer, ...this.#listed];
	}

	override shown(id: string): Post | null {
		return super.shown(id) ?? this.#onTheWay.find(({ key }) => key === id)?.post ?? null;
	}

	override told(news: News): void {
		super.told(news);
		if (news.kind !== 'sent' || news.letter.kind !== 'post') return;
		if (!this.#holds(news.letter.shown as Post)) return;
		this.sent((news.answer as { post: Post }).post, news.letter.id);
	}

	/** The answer to what was sent. The event about it may have come before. */
	sent(post: Post, clientId: string): void {
		this.take([post], this.heard);
		this.#arrived({ ...post, client_id: clientId });
	}

	#arrived(post: Post): void {
		const { client_id, id } = post;
		if (!client_id || !this.#onTheWay.some(({ key }) => key === client_id)) return;
		this.#keys = { ...this.#keys, [id]: client_id };
		if (!this.#listed.includes(id)) this.#listed = [id, ...this.#listed];
	}
}
