import type { Author } from '$lib/features/posts';
import type { en } from './messages';
import type { Notification } from './wire';

/** Stands where the names will be, so that they can be set apart from what is said of them. */
const slot = '\u0000';

export interface Sentence {
	before: string;
	/** Who it was, to be shown with weight; empty where it is about no one in particular. */
	who: string;
	after: string;
}

export function nameOf(author: Author | undefined, words: typeof en): string {
	return author?.display_name ?? author?.username ?? words.somebody;
}

/** What happened, in one sentence. */
export function sentenceOf(
	notification: Notification,
	words: typeof en,
	/** What the section is called where it happened. */
	section = ''
): Sentence {
	const { actor_count: people, count, emojis, type } = notification;
	if (type === 'new_post') {
		return { before: words.new_posts(count, section), who: '', after: '' };
	}
	const said = {
		new_comment: () => words.answered(slot, people),
		mention: () =>
			notification.related_comment_id
				? words.mentioned_in_comment(slot, people)
				: words.mentioned(slot, people),
		reaction: () =>
			notification.related_comment_id
				? words.reacted_comment(slot, people, emojis.join(''))
				: words.reacted_post(slot, people, emojis.join('')),
		follow: () => words.followed(slot, people),
		friend_request: () => words.asked(slot, people),
		friend_accepted: () => words.befriended(slot, people)
	}[type]();
	const [before = '', after = ''] = said.split(slot);
	return { before, who: namesOf(notification, words), after };
}

export function textOf({ after, before, who }: Sentence): string {
	return before + who + after;
}

function namesOf({ actor_count, actors }: Notification, words: typeof en): string {
	const first = nameOf(actors[0], words);
	if (actor_count <= 1) return first;
	if (actor_count === 2 && actors[1]) return words.two(first, nameOf(actors[1], words));
	return words.and_others(first, actor_count - 1);
}

/** Where it happened: a path of this house. */
export function pathOf(notification: Notification, me: string): string {
	const { actor_count, actors, related_comment_id, related_post_id, section, type } = notification;
	if (type === 'new_post') return section ? `/sections/${section.type}` : '/sections';
	if (type === 'follow') {
		const follower = actors[0];
		return actor_count === 1 && follower ? `/@${follower.username}` : `/@${me}/followers`;
	}
	if (type === 'friend_request') return '/friends/requests';
	if (type === 'friend_accepted') {
		const friend = actors[0];
		return actor_count === 1 && friend ? `/@${friend.username}` : '/friends';
	}
	const post = `/posts/${related_post_id ?? ''}`;
	return related_comment_id ? `${post}#comment-${related_comment_id}` : post;
}
