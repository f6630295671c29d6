import type { GraphEvent, Relationship, Standing, Tie } from './wire';

/** How two people stand to each other once a tie is made or loosed. */
export function withTie(relationship: Relationship, tie: Tie, on: boolean): Relationship {
	if (tie === 'follow') return { ...relationship, following: on };
	if (tie === 'mute') return { ...relationship, muting: on };
	// Who blocks somebody follows them no more, and is followed no more.
	const cut = on ? { following: false, followed_by: false } : {};
	return { ...relationship, ...cut, blocking: on };
}

export function standingWithTie(standing: Standing, tie: Tie, on: boolean): Standing {
	const relationship = withTie(standing.relationship, tie, on);
	const count = standing.stats.follower_count;
	const by = Number(relationship.following) - Number(standing.relationship.following);
	if (count === undefined || by === 0) return { ...standing, relationship };
	const stats = { ...standing.stats, follower_count: Math.max(0, count + by) };
	return { ...standing, relationship, stats };
}

/** Somebody follows the member `me` now; told once or twice, it says the same. */
export function applyGraphEvent(standing: Standing, event: GraphEvent, me: string): Standing {
	const { follower_count, user } = event.data;
	if (standing.user.id === user.id) {
		return { ...standing, relationship: { ...standing.relationship, followed_by: true } };
	}
	if (standing.user.id !== me || follower_count === undefined) return standing;
	return { ...standing, stats: { ...standing.stats, follower_count } };
}
