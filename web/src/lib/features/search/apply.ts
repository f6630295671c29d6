import type { Hit } from './wire';

/** What a hit is known by: the same thing found again is shown once. */
export function keyOf({ data, type }: Hit): string {
	if (type === 'post') return `post:${data.post.id}`;
	if (type === 'comment') return `comment:${data.comment.id}`;
	return `link:${data.link.id}:${data.comment_id ?? data.post.id}`;
}

/** Further results below; what moved between two pages while somebody wrote is not shown twice. */
export function addPage(found: readonly Hit[], page: readonly Hit[]): readonly Hit[] {
	const known = new Set(found.map(keyOf));
	const added = page.filter((hit) => {
		const key = keyOf(hit);
		return !known.has(key) && known.add(key);
	});
	return [...found, ...added];
}

/** Where a hit leads: a path of this house. */
export function pathOfHit({ data, type }: Hit): string {
	if (type === 'post') return `/posts/${data.post.id}`;
	const comment = type === 'comment' ? data.comment.id : data.comment_id;
	return comment ? `/posts/${data.post.id}#comment-${comment}` : `/posts/${data.post.id}`;
}

export function sectionIdOf({ data }: Hit): string | null {
	return data.post.section_id;
}
