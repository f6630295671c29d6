import type { Api } from '$lib/api';

export interface Relationship {
	self: boolean;
	following: boolean;
	followed_by: boolean;
	blocking: boolean;
	muting: boolean;
}

export interface PersonShown {
	id: string;
	username: string;
	display_name: string | null;
	bio?: string | null;
	avatar?: string | null;
	created_at?: string;
}

export interface Stats {
	follower_count?: number;
	following_count?: number;
	post_count?: number;
	comment_count?: number;
}

export interface Standing {
	user: PersonShown;
	stats: Stats;
	relationship: Relationship;
}

export interface PeoplePage {
	users: PersonShown[];
	meta: { cursor: string | null; has_more: boolean };
}

export type Tie = 'follow' | 'block' | 'mute';
export type PeopleOf = 'followers' | 'following';

export type GraphEvent = {
	type: 'user_followed';
	offset: number;
	data: { user: PersonShown; follower_count?: number };
};

export interface GraphRemote {
	person(reference: string): Promise<Standing>;
	tie(tie: Tie, reference: string, on: boolean): Promise<Relationship>;
	peopleOf(which: PeopleOf, reference: string, cursor: string | null): Promise<PeoplePage>;
	hidden(which: 'blocks' | 'mutes', cursor: string | null): Promise<PeoplePage>;
}

const pageSize = 50;

export function graphRemote(api: Api): GraphRemote {
	const page = (cursor: string | null) => ({ limit: pageSize, ...(cursor ? { cursor } : {}) });
	const at = (reference: string) => ({ params: { path: { reference } } });
	return {
		person: async (reference) => {
			const { relationship, stats, user } = await api.get(
				'/api/v1/users/{reference}',
				at(reference)
			);
			return { user, stats, relationship: { ...stranger, ...relationship } };
		},
		tie: async (tie, reference, on) => {
			const path = `/api/v1/users/{reference}/${tie}` as const;
			const answer = on ? api.post(path, at(reference)) : api.delete(path, at(reference));
			return (await answer).relationship;
		},
		peopleOf: (which, reference, cursor) =>
			api.get(`/api/v1/users/{reference}/${which}`, {
				params: { path: { reference }, query: page(cursor) }
			}),
		hidden: (which, cursor) =>
			api.get(`/api/v1/users/me/${which}`, { params: { query: page(cursor) } })
	};
}

export const stranger: Relationship = {
	self: false,
	following: false,
	followed_by: false,
	blocking: false,
	muting: false
};
