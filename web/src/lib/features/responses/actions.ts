import { ApiError } from '$lib/api';
import { errorOf, remember, type Draft, type Outbox, type ToastRequest } from '$lib/kernel';
import {
	linksAfter,
	linksIn,
	linksShown,
	newClientId,
	type Author,
	type Intent,
	type Shelf,
	type Thing
} from '$lib/features/posts';
import type { en } from './messages';
import { commentLetter, draftPlace } from './outgoing';
import type { ResponsesRemote } from './remote';
import type { Thread } from './store.svelte';
import type { Comment, NewComment, Sort, Target } from './wire';

export interface ResponsePorts {
	remote: ResponsesRemote;
	outbox: Outbox;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	/** The sentence for a person about what went wrong. */
	explain: (error: unknown) => string;
}

/** What one does with what others have published: answer, react, keep, pass on. */
export class Responding {
	readonly #ports: ResponsePorts;

	constructor(ports: ResponsePorts) {
		this.#ports = ports;
	}

	/** On, or off again. Shown at once, and taken back with the reason when it is refused. */
	react<T extends Thing>(
		shelf: Shelf<T>,
		target: Target,
		id: string,
		emoji: string
	): Promise<boolean> {
		const on = !shelf.shown(id)?.mine.reactions.includes(emoji);
		const path = `/api/v1/${target}/${id}/reactions`;
		return this.#intend(
			{ kind: 'reaction', id, emoji, on },
			on
				? { method: 'POST', path, body: { emoji } }
				: { method: 'DELETE', path: `${path}/${encodeURIComponent(emoji)}`, body: null },
			`reaction ${id} ${emoji}`
		);
	}

	async save(id: string, on: boolean): Promise<boolean> {
		const done = await this.#intend(
			{ kind: 'save', id, on },
			{ method: on ? 'POST' : 'DELETE', path: `/api/v1/posts/${id}/save`, body: null },
			`save ${id}`
		);
		const { removed_from_saved, saved_now, undo } = this.#ports.words();
		if (done) {
			this.#ports.notify({
				text: on ? saved_now : removed_from_saved,
				action: { label: undo, run: () => void this.save(id, !on) }
			});
		}
		return done;
	}

	/** Throws when it fails: the dialog that asked for it stays open and says so. */
	async share(postId: string, comment: string): Promise<void> {
		await this.#ports.remote.share(postId, comment.trim());
		this.#ports.notify({ tone: 'success', text: this.#ports.words().shared });
	}

	async readThread(thread: Thread, postId: string, { more = false } = {}): Promise<void> {
		const question = thread.ask();
		try {
			const { comments, meta } = await this.#ports.remote.comments(postId, {
				sort: question.sort,
				cursor: more ? thread.cursor : null
			});
			thread.read(question, comments, meta, !more);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			thread.fail(question, error);
			if (more) throw error;
		}
	}

	async sortThread(thread: Thread, postId: string, sort: Sort): Promise<void> {
		thread.sort = sort;
		await this.readThread(thread, postId);
	}

	/** All replies to one comment, where the first reading brought only some. */
	async readReplies(thread: Thread, postId: string, parent: string): Promise<void> {
		const since = thread.heard;
		let cursor: string | null = null;
		try {
			do {
				const { comments, meta } = await this.#ports.remote.comments(postId, {
					sort: 'created',
					parent,
					cursor
				});
				thread.readReplies(since, comments);
				cursor = meta.has_more ? meta.cursor : null;
			} while (cursor);
		} catch (error) {
			this.#undone(error);
		}
	}

	/**
	 * Stands in the thread at once, and what fails stays there too, with the reason and a way on.
	 * False where there is no room for it among what waits: then it is still its writer's to send.
	 */
	async comment(draft: NewComment, author: Author): Promise<boolean> {
		const { notify, outbox, words } = this.#ports;
		const outcome = await outbox.post(commentLetter(draft, author));
		if (outcome.kind !== 'refused' || outbox.letter(draft.client_id)) return true;
		remember(draftPlace(author.id, draft), draft.content);
		notify({ text: words().no_room });
		return false;
	}

	async commentAgain(id: string): Promise<boolean> {
		return (await this.#ports.outbox.retry(id)).kind === 'sent';
	}

	/** A comment that was not sent is not sent any more. */
	async takeBack(id: string): Promise<boolean> {
		const done = await this.#ports.outbox.withdraw(id);
		if (!done) this.#ports.notify({ text: this.#ports.words().on_its_way });
		return done;
	}

	/** What waits is changed before it goes. */
	async amend(id: string, content: string): Promise<boolean> {
		const { notify, outbox, words } = this.#ports;
		const letter = outbox.letter(id);
		if (!letter) return false;
		const links = linksIn(content);
		const changed = await outbox.amend(id, {
			body: { ...letter.body, content, links },
			shown: { ...(letter.shown as Comment), content, links: linksShown(links) }
		});
		if (!changed) notify({ text: words().on_its_way });
		return changed;
	}

	async change(thread: Thread, id: string, content: string): Promise<boolean> {
		const now = thread.shown(id);
		const links = now ? linksAfter(now.links, now.content, content) : undefined;
		const undo = thread.intend({ kind: 'edit', id, content });
		try {
			thread.keep(await this.#ports.remote.change(id, { content, links }));
			return true;
		} catch (error) {
			this.#undone(error);
			return false;
		} finally {
			undo();
		}
	}

	async remove(thread: Thread, comment: Comment): Promise<void> {
		const { id } = comment;
		const done = await this.#optimistically(thread, { kind: 'delete', id }, () =>
			this.#ports.remote.remove(id)
		);
		const { comment_deleted, comment_removed, undo } = this.#ports.words();
		if (!done) return;
		this.#ports.notify({
			text: comment.user_id === thread.me ? comment_deleted : comment_removed,
			action: { label: undo, run: () => void this.restore(thread, id) }
		});
	}

	async restore(thread: Thread, id: string): Promise<void> {
		try {
			thread.keep(await this.#ports.remote.restore(id));
			this.#ports.notify({ tone: 'success', text: this.#ports.words().comment_restored });
		} catch (error) {
			this.#undone(error);
		}
	}

	async #intend(
		intent: Intent,
		request: Pick<Draft, 'method' | 'path' | 'body'>,
		same: string
	): Promise<boolean> {
		const outcome = await this.#ports.outbox.post({
			...request,
			id: newClientId(),
			kind: 'intent',
			makes: null,
			href: `/posts/${intent.id}`,
			shown: intent,
			same
		});
		if (outcome.kind === 'refused') this.#undone(errorOf(outcome.refusal));
		return outcome.kind !== 'refused';
	}

	async #optimistically<T extends Thing>(
		shelf: Shelf<T>,
		intent: Intent,
		call: () => Promise<unknown>
	): Promise<boolean> {
		const undo = shelf.intend(intent);
		try {
			await call();
			shelf.settle(intent);
			return true;
		} catch (error) {
			this.#undone(error);
			return false;
		} finally {
			undo();
		}
	}

	#undone(error: unknown): void {
		const { explain, notify, words } = this.#ports;
		notify({ tone: 'danger', text: words().undone(explain(error)) });
	}
}
