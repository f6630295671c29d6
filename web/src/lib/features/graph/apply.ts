import { stranger, type Relationship, type Standing, type Tie } from './wire';

/** What a member means to change between themselves and somebody. */
export type Change =
	| { kind: Tie; on: boolean }
	| { kind: 'ask'; request?: string }
	| { kind: 'cancel' | 'decline' | 'accept' | 'unfriend' };

const noRequest = { request_id: null, request_direction: null };

/** How two people stand to each other once a change is made. */
export function changed(relationship: Relationship, change: Change): Relationship {
	switch (change.kind) {
		case 'follow':
			return { ...relationship, following: change.on };
		case 'mute':
			return { ...relationship, muting: change.on };
		case 'block':
			// Who blocks somebody follows them no more, is followed no more, and nobody's friend here.
			if (!change.on) return { ...relationship, blocking: false };
			return { ...stranger, muting: relationship.muting, blocking: true };
		case 'ask':
			if (relationship.friend || relationship.request_direction) return relationship;
			return {
				...relationship,
				request_id: change.request ?? null,
				request_direction: 'outgoing'
			};
		case 'cancel':
		case 'decline':
			return { ...relationship, ...noRequest };
		case 'accept':
			// Friends follow each other from the beginning.
			return {
				...relationship,
				...noRequest,
				friend: true,
				following: true,
				followed_by: true
			};
		case 'unfriend':
			return { ...relationship, friend: false };
	}
}

/** A person as read, with what has changed between oneself and them since. */
export function standingNow<Of extends Standing>(read: Of, now: Relationship): Of {
	const { follower_count, friend_count, ...stats } = read.stats;
	const before = read.relationship;
	return {
		...read,
		relationship: now,
		stats: {
			...stats,
			...counted('follower_count', follower_count, before.following, now.following),
			...counted('friend_count', friend_count, before.friend, now.friend)
		}
	};
}

type Count = number | null | undefined;

function counted(name: string, count: Count, before: boolean, now: boolean) {
	if (count === undefined || count === null) return {};
	return { [name]: Math.max(0, count + Number(now) - Number(before)) };
}
