import type { ApiError } from '$lib/api';
import { Shelf, type Author, type Page } from '$lib/features/posts';
import { applyCommentEvent } from './apply';
import { growTree, oldestFirst, type Leaf, type Node } from './thread/tree';
import type { Comment, CommentEvent, NewComment, Sort } from './wire';

export type Load = 'loading' | 'ready' | 'error';

interface Pending {
	draft: NewComment;
	comment: Comment;
	failure: string | null;
}

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
	#pending = $state.raw<readonly Pending[]>([]);
	#keys = $state.raw<Readonly<Record<string, string>>>({});

	constructor(me: string) {
		super();
		this.me = me;
	}

	readonly nodes: Node[] = $derived.by(() => {
		const known = Object.keys(this.ledger.whole).flatMap((id): Leaf[] => {
			const comment = this.shown(id);
			if (!comment) return [];
			const husk = this.isGone(id) || comment.deleted_at !== null;
			const key = this.#keys[id] ?? id;
			return [{ key, comment, state: husk ? 'husk' : 'here', failure: null }];
		});
		const onTheWay = this.#pending.map(({ comment, draft, failure }): Leaf => ({
			key: draft.client_id,
			comment,
			state: failure === null ? 'sending' : 'failed',
			failure
		}));
		return growTree(
			[...known, ...onTheWay],
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

	send(draft: NewComment, author: Author): void {
		const comment: Comment = {
			id: draft.client_id,
			user_id: author.id,
			post_id: draft.post_id,
			parent_comment_id: draft.parent_comment_id,
			content: draft.content,
			links: [],
			mentions: [],
			reaction_count: 0,
			reactions: {},
			mine: { reactions: [] },
			reply_count: 0,
			author,
			client_id: draft.client_id,
			created_at: new Date().toISOString(),
			updated_at: null,
			deleted_at: null
		};
		this.discard(draft.client_id);
		this.#pending = [...this.#pending, { draft, comment, failure: null }];
	}

	sendFailed(clientId: string, failure: string): void {
		this.#pending = this.#pending.map((pending) =>
			pending.draft.client_id === clientId ? { ...pending, failure } : pending
		);
	}

	pendingDraft(clientId: string): Pending | undefined {
		return this.#pending.find(({ draft }) => draft.client_id === clientId);
	}

	discard(clientId: string): void {
		this.#pending = this.#pending.filter(({ draft }) => draft.client_id !== clientId);
	}

	sent(comment: Comment, clientId: string): void {
		this.take([comment], this.heard);
		this.#arrived({ ...comment, client_id: clientId });
	}

	#arrived({ client_id, id }: Comment): void {
		if (!client_id || !this.pendingDraft(client_id)) return;
		this.#keys = { ...this.#keys, [id]: client_id };
		this.discard(client_id);
	}

	/** What came since the last reading stands at the end, or on top where activity counts. */
	#compare(a: Comment, b: Comment): number {
		if (this.sort === 'created') return oldestFirst(a, b);
		const [placeA, placeB] = [this.#order[a.id] ?? -1, this.#order[b.id] ?? -1];
		return placeA - placeB || -oldestFirst(a, b);
	}
}
