import { ApiError } from '$lib/api';
import { remember, type Outbox, type ToastRequest } from '$lib/kernel';
import type { Link } from '$lib/features/links';
import type { Media } from '$lib/features/media';
import { draftPlace } from './composer/sending';
import type { en } from './messages';
import { postLetter } from './outgoing';
import type { PostPage, PostsRemote } from './remote';
import type { Feed } from './store.svelte';
import { linksAfter, linksShown } from './text/links';
import type { Author, NewPost, Post, PostChange, PostEdit } from './wire';

export interface PostPorts {
	remote: PostsRemote;
	outbox: Outbox;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	/** The sentence for a person about what went wrong. */
	explain: (error: unknown) => string;
}

/** Where a feed comes from, a page at a time. */
export type Source = (cursor: string | null) => Promise<PostPage>;

/** What one does with posts, in whatever list they stand. */
export class Posting {
	readonly #ports: PostPorts;

	constructor(ports: PostPorts) {
		this.#ports = ports;
	}

	async read(feed: Feed, source: Source, { more = false } = {}): Promise<void> {
		const question = feed.ask();
		try {
			const { posts, meta } = await source(more ? feed.cursor : null);
			feed.read(question, posts, meta, more);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			feed.fail(question, error);
			// The list itself shows that the next page did not come.
			if (more) throw error;
		}
	}

	/** Looks at the newest again without moving what is being read. */
	async glance(feed: Feed, source: Source): Promise<void> {
		const since = feed.heard;
		try {
			const { meta, posts } = await source(null);
			feed.note(since, posts, meta);
		} catch (error) {
			// The list that is shown stays right as far as it goes; the next word brings the rest.
			if (!(error instanceof ApiError)) throw error;
		}
	}

	/** Looks at one post again, which may be another one now or no longer for this member. */
	async look(feed: Feed, id: string): Promise<void> {
		if (!feed.knows(id)) return;
		try {
			feed.keep(await this.#ports.remote.one(id));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.status === 404) feed.lose([id]);
		}
	}

	/** Stands in the list at once. What fails stays there too, with the reason and a way on. */
	async publish(
		draft: NewPost,
		shown: { author: Author; media: Media[]; links: Link[] }
	): Promise<boolean> {
		const { notify, outbox, words } = this.#ports;
		const outcome = await outbox.post(postLetter(draft, shown));
		if (outcome.kind === 'refused' && !outbox.letter(draft.client_id)) {
			// There was no room for it in the outbox: it goes back to where it was written.
			remember(draftPlace(shown.author.id, draft.section_id), draft.content);
			notify({ text: words().no_room });
		}
		return outcome.kind === 'sent';
	}

	async publishAgain(id: string): Promise<boolean> {
		return (await this.#ports.outbox.retry(id)).kind === 'sent';
	}

	/** A post that was not sent is not sent any more. */
	async takeBack(id: string): Promise<boolean> {
		const { notify, outbox, words } = this.#ports;
		const letter = outbox.letter(id);
		const done = await outbox.withdraw(id);
		if (!done) notify({ text: words().on_its_way });
		else if (letter && letter.tries > 0 && !letter.refusal) notify({ text: words().perhaps_there });
		return done;
	}

	/** What waits is changed before it goes. */
	async amend(id: string, edit: PostEdit): Promise<boolean> {
		const { notify, outbox, words } = this.#ports;
		const letter = outbox.letter(id);
		if (!letter) return false;
		const shown = letter.shown as Post;
		const links = linksAfter(shown.links, shown.content, edit.content);
		const changed = await outbox.amend(id, {
			body: { ...letter.body, ...changeOf(edit), ...(links ? { links } : {}) },
			shown: { ...shown, ...edit, links: links ? linksShown(links, shown.links) : shown.links }
		});
		if (!changed) notify({ text: words().on_its_way });
		return changed;
	}

	async change(feed: Feed, id: string, edit: PostEdit): Promise<boolean> {
		const now = feed.shown(id);
		const links = now ? linksAfter(now.links, now.content, edit.content) : undefined;
		const undo = feed.intend({ kind: 'edit', id, ...edit });
		try {
			feed.keep(await this.#ports.remote.change(id, { ...changeOf(edit), links }));
			return true;
		} catch (error) {
			this.#undone(error);
			return false;
		} finally {
			undo();
		}
	}

	async remove(feed: Feed, post: Post): Promise<void> {
		const intent = { kind: 'delete', id: post.id } as const;
		const undo = feed.intend(intent);
		try {
			await this.#ports.remote.remove(post.id);
			feed.settle(intent);
			const { deleted, removed, undo: label } = this.#ports.words();
			this.#ports.notify({
				text: post.user_id === feed.me ? deleted : removed,
				action: { label, run: () => void this.restore(feed, post.id) }
			});
		} catch (error) {
			this.#undone(error);
		} finally {
			undo();
		}
	}

	async restore(feed: Feed, id: string): Promise<void> {
		try {
			feed.keep(await this.#ports.remote.restore(id));
			this.#ports.notify({ tone: 'success', text: this.#ports.words().restored });
		} catch (error) {
			this.#undone(error);
		}
	}

	#undone(error: unknown): void {
		const { explain, notify, words } = this.#ports;
		notify({ tone: 'danger', text: words().undone(explain(error)) });
	}
}

function changeOf({ media, ...said }: PostEdit): PostChange {
	return media ? { ...said, media_ids: media.map(({ id }) => id) } : said;
}
