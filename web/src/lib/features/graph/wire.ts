/** How one stands to somebody, as the server tells it. */
export interface Relationship {
	self: boolean;
	following: boolean;
	followed_by: boolean;
	blocking: boolean;
	muting: boolean;
	friend: boolean;
	/** Of the request between the two that waits for an answer. */
	request_id: string | null;
	request_direction: Direction | null;
}

export type Direction = 'incoming' | 'outgoing';

/** A portrait with its sizes, as a person carries it; a list has the address of the small one. */
export interface Portrait {
	url_320?: string | null;
}

export interface PersonShown {
	id: string;
	username: string;
	display_name: string | null;
	bio?: string | null;
	avatar?: string | Portrait | null;
	created_at?: string;
	/** The names of what its owner does not show to the one who asks. */
	hidden?: readonly string[];
	online?: boolean | null;
	last_active_at?: string | null;
}

export interface Stats {
	follower_count?: number | null;
	following_count?: number | null;
	friend_count?: number | null;
	post_count?: number | null;
	comment_count?: number | null;
}

export interface Standing<Person extends PersonShown = PersonShown> {
	user: Person;
	stats: Stats;
	relationship: Relationship;
}

/** What somebody wrote last, where they show what they do. */
export interface Latest {
	kind: 'posted' | 'commented';
	post_id: string;
	comment_id: string | null;
	excerpt: string;
	created_at: string;
}

export interface Friend extends PersonShown {
	since: string;
	mutual_count: number;
	/** An older house does not tell it. */
	relationship?: Relationship;
	latest_activity?: Latest | null;
}

/** Whether somebody is here, as far as they show it. */
export interface Presence {
	online: boolean;
	last_active_at: string | null;
}

export type PresenceTold = Presence & { user_id: string };

export interface FriendRequest {
	id: string;
	requester: PersonShown;
	recipient: PersonShown;
	direction: Direction;
	message: string | null;
	status: 'pending' | 'accepted' | 'declined' | 'cancelled' | 'expired';
	mutual_count: number;
	created_at: string;
}

export type ReasonKind =
	'friends_of_friends' | 'followed_by_followed' | 'same_interests' | 'same_sections';

export interface Suggestion {
	user: PersonShown;
	/** `ids` of what is named; an older house does not tell them. */
	reason: { kind: ReasonKind; count: number; names: string[]; ids?: string[] };
}

export interface Wishes {
	friend_policy: 'open' | 'mutual_server' | 'nobody';
	auto_decline_non_mutual: boolean;
}

interface Cursor {
	cursor: string | null;
	has_more: boolean;
}

export interface PeoplePage<Person extends PersonShown = PersonShown> {
	users: Person[];
	meta: Cursor;
}

export interface RequestPage {
	friend_requests: FriendRequest[];
	meta: Cursor & { incoming_count: number };
}

export type Tie = 'follow' | 'block' | 'mute';
export type PeopleOf = 'followers' | 'following';

interface Told<Type extends string, Data> {
	type: Type;
	offset: number;
	data: Data;
}

interface RequestTold {
	friend_request: FriendRequest;
	incoming_count: number;
}

interface FriendshipTold {
	user_id: string;
	friend_count: number;
}

export type GraphEvent =
	| Told<'user_followed', { user: PersonShown }>
	| Told<'relationship_changed', { user_id: string; relationship: Relationship }>
	| Told<'friend_request_sent', RequestTold>
	| Told<'friend_request_received', RequestTold>
	| Told<'friend_request_closed', RequestTold>
	| Told<'friendship_began', FriendshipTold>
	| Told<'friendship_ended', FriendshipTold>
	| Told<'presence_changed', PresenceTold>
	/** What every member may see of it; who may see more reads anew. */
	| Told<'profile_updated', { user: PersonShown }>;

const kinds: ReadonlySet<string> = new Set<GraphEvent['type']>([
	'user_followed',
	'relationship_changed',
	'friend_request_sent',
	'friend_request_received',
	'friend_request_closed',
	'friendship_began',
	'friendship_ended',
	'presence_changed',
	'profile_updated'
]);

export function isGraphEvent(event: { type: string }): event is GraphEvent {
	return kinds.has(event.type);
}

export const stranger: Relationship = {
	self: false,
	following: false,
	followed_by: false,
	blocking: false,
	muting: false,
	friend: false,
	request_id: null,
	request_direction: null
};

/** The address of a small portrait, whichever way it was told. */
export function portraitOf(avatar: PersonShown['avatar']): string | null {
	return typeof avatar === 'string' ? avatar : (avatar?.url_320 ?? null);
}

export function nameOf({ display_name, username }: PersonShown): string {
	return display_name ?? username;
}

/** The one of the two who is not oneself. */
export function otherOf({ direction, recipient, requester }: FriendRequest): PersonShown {
	return direction === 'incoming' ? requester : recipient;
}
