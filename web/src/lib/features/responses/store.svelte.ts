import type { ApiError } from '$lib/api';
import {
	failureOf,
	nothingOutgoing,
	Shelf,
	stateOf,
	type Outgoing,
	type Page
} from '$lib/features/posts';
import type { News } from '$lib/kernel';
import { applyCommentEvent } from './apply';
import { commentsIn } from './outgoing';
import { growTree, oldestFirst, type Leaf, type Node } from './thread/tree';
import type { Comment, CommentEvent, Sort } from './wire';

export type Load = 'loading' | 'ready' | 'error';

/** What is said under one post. */
export class Thread extends Shelf<Comment> {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	hasMore = $state(false);
	sort = $state<Sort>('created');

	readonly me: string;
	cursor: string | null = null;
	#number = 0;
	/** The order in which the server gave them, where it is more than their age. */
	#order = $state.raw<Readonly<Record<string, number>>>({});
	#keys = $state.raw<Readonly<Record<string, string>>>({});

	readonly #postId: string;

	constructor(me: string, postId: string, outgoing: Outgoing = nothingOutgoing) {
		super(outgoing);
		this.me = me;
		this.#postId = postId;
	}

	/** Mine that the server has not confirmed. */
	readonly #onTheWay: Leaf[] = $derived.by(() => {
		const arrived = new Set(Object.values(this.#keys));
		return commentsIn(this.outgoing.letters(), this.#postId)
			.filter(({ letter }) => !arrived.has(letter.id))
			.map(({ comment, letter }) => ({
				key: letter.id,
				comment: this.foresee(comment),
				state: stateOf(letter, this.outgoing),
				failure: failureOf(letter)
			}));
	});

	readonly nodes: Node[] = $derived.by(() => {
		const known = Object.keys(this.ledger.whole).flatMap((id): Leaf[] => {
			const comment = this.shown(id);
			if (!comment) return [];
			const husk = this.isGone(id) || comment.deleted_at !== null;
			const key = this.#keys[id] ?? id;
			return [{ key, comment, state: husk ? 'husk' : 'here', failure: null }];
		});
		return growTree(
			[...known, ...this.#onTheWay],
			(a, b) => this.#compare(a, b),
			({ id, user_id }) => user_id === this.me && this.isGone(id) && !this.isErased(id)
		);
	});

	ask(): { since: number; number: number; sort: Sort } {
		if (this.load === 'error') this.load = 'loading';
		return { since: this.heard, number: ++this.#number, sort: this.sort };
	}

	/** A page of the thread itself; `afresh` where the order begins anew. */
	read(
		question: { since: number; number: number },
		comments: readonly Comment[],
		page: Page,
		afresh: boolean
	): void {
		if (question.number !== this.#number) return;
		this.take(comments, question.since);
		const before = afresh ? {} : this.#order;
		const first = Object.keys(before).length;
		this.#order = {
			...before,
			...Object.fromEntries(comments.map(({ id }, index) => [id, first + index]))
		};
		this.cursor = page.cursor;
		this.hasMore = page.has_more;
		this.load = 'ready';
		this.error = null;
	}

	readReplies(since: number, comments: readonly Comment[]): void {
		this.take(comments, since);
	}

	fail(question: { number: number }, error: ApiError): void {
		if (question.number !== this.#number) return;
		this.error = error;
		if (Object.keys(this.ledger.whole).length === 0) this.load = 'error';
	}

	apply(event: CommentEvent): void {
		this.ledger = applyCommentEvent(this.ledger, event, this.me);
		if (event.type === 'comment_deleted') {
			this.removed(event.data.comment_id, event.data);
		}
		if (event.type === 'new_comment') this.#arrived(event.data.comment);
	}

	override shown(id: string): Comment | null {
		return super.shown(id) ?? this.#onTheWay.find(({ key }) => key === id)?.comment ?? null;
	}

	override told(news: News): void {
		super.told(news);
		if (news.kind !== 'sent' || news.letter.kind !== 'comment') return;
		if ((news.letter.shown as Comment).post_id !== this.#postId) return;
		this.sent((news.answer as { comment: Comment }).comment, news.letter.id);
	}

	sent(comment: Comment, clientId: string): void {
		this.take([comment], this.heard);
		this.#arrived({ ...comment, client_id: clientId });
	}

	#arrived({ client_id, id }: Comment): void {
		if (!client_id || !this.#onTheWay.some(({ key }) => key === client_id)) return;
		this.#keys = { ...this.#keys, [id]: client_id };
	}

	/** What came since the last reading stands at the end, or on top where activity counts. */
	#compare(a: Comment, b: Comment): number {
		if (this.sort === 'created') return oldestFirst(a, b);
		const [placeA, placeB] = [this.#order[a.id] ?? -1, this.#order[b.id] ?? -1];
		return placeA - placeB || -oldestFirst(a, b);
	}
}
