import type { AnswerOf } from '$lib/api';
import type { Level } from '../wire';

type Told = AnswerOf<'/api/v1/users/{reference}/activity', 'get'>['activity'][number];

/** Something that somebody did lately. */
export type Deed = Told;

/** Where one goes to see what it was about. */
export function pathOf({ comment_id, kind, post_id, user }: Deed): string | null {
	if (kind === 'commented' && comment_id) return `/posts/${post_id}#comment-${comment_id}`;
	if (post_id) return `/posts/${post_id}`;
	return user ? `/@${user.username}` : null;
}

const ofShowcase = 'showcase.';

/** The key of the collection that a change of visibility speaks of; null for a field. */
export function collectionIn(name: string): string | null {
	return name.startsWith(ofShowcase) ? name.slice(ofShowcase.length) : null;
}

/** What is shown to others from then on. What counts for a showcase as a whole is told of its collections. */
export function changesOf({ changes }: Pick<Deed, 'changes'>): { name: string; to: Level }[] {
	const told = Object.entries(changes ?? {}).map(([name, { to }]) => ({ name, to }));
	const collections = told.some(({ name }) => collectionIn(name) !== null);
	return collections ? told.filter(({ name }) => name !== 'showcase') : told;
}
