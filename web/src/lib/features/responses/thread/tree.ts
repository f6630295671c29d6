import type { ApiError } from '$lib/api';
import type { OnTheWay } from '$lib/features/posts';
import type { Comment } from '../wire';

export interface Leaf {
	/** The same before and after the server has given the comment its id. */
	key: string;
	comment: Comment;
	state: 'here' | 'husk' | OnTheWay;
	failure: ApiError | null;
}

export interface Node extends Leaf {
	children: Node[];
	/** Replies that exist and are not here yet. */
	missing: number;
}

/**
 * The thread as it is read. A husk stays only while something hangs on it, or while its writer
 * may still want it back; a reply whose parent is not known stands by itself.
 */
export function growTree(
	leaves: readonly Leaf[],
	order: (a: Comment, b: Comment) => number,
	keepHusk: (comment: Comment) => boolean
): Node[] {
	const known = new Set(leaves.map(({ comment }) => comment.id));
	const byParent = new Map<string | null, Leaf[]>();
	for (const leaf of leaves) {
		const parent = leaf.comment.parent_comment_id;
		const under = parent !== null && known.has(parent) ? parent : null;
		byParent.set(under, [...(byParent.get(under) ?? []), leaf]);
	}

	const grow = (parent: string | null): Node[] =>
		(byParent.get(parent) ?? [])
			.toSorted((a, b) =>
				parent === null ? order(a.comment, b.comment) : oldestFirst(a.comment, b.comment)
			)
			.map((leaf) => {
				const children = grow(leaf.comment.id);
				const held = children.filter(isCounted).length;
				return { ...leaf, children, missing: Math.max(0, leaf.comment.reply_count - held) };
			})
			.filter(
				({ children, comment, missing, state }) =>
					state !== 'husk' || children.length > 0 || missing > 0 || keepHusk(comment)
			);
	return grow(null);
}

/** As the server counts replies: what is there, and what is not but holds others. */
function isCounted({ comment, state }: Node): boolean {
	return state === 'here' || (state === 'husk' && comment.reply_count > 0);
}

export function oldestFirst(a: Comment, b: Comment): number {
	return a.created_at.localeCompare(b.created_at) || (a.id < b.id ? -1 : 1);
}
