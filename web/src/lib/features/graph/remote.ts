import type { Api } from '$lib/api';
import {
	stranger,
	type Direction,
	type Friend,
	type FriendRequest,
	type PeopleOf,
	type PeoplePage,
	type PresenceTold,
	type Relationship,
	type RequestPage,
	type Standing,
	type Suggestion,
	type Tie,
	type Wishes
} from './wire';

export interface GraphRemote {
	person(reference: string): Promise<Standing>;
	tie(tie: Tie, reference: string, on: boolean): Promise<Relationship>;
	peopleOf(which: PeopleOf, reference: string, cursor: string | null): Promise<PeoplePage>;
	hidden(which: 'blocks' | 'mutes', cursor: string | null): Promise<PeoplePage>;
	friendsOf(reference: string, cursor: string | null): Promise<PeoplePage<Friend>>;
	mutuals(reference: string, limit: number): Promise<PeoplePage<Friend>>;
	requests(direction: Direction, cursor: string | null): Promise<RequestPage>;
	ask(reference: string, message: string | null): Promise<FriendRequest>;
	respond(request: string, action: 'accept' | 'decline'): Promise<FriendRequest>;
	cancel(request: string): Promise<void>;
	unfriend(reference: string): Promise<void>;
	suggestions(): Promise<Suggestion[]>;
	passOver(reference: string): Promise<void>;
	presence(ids: string[]): Promise<PresenceTold[]>;
	wishes(): Promise<Wishes>;
	wish(change: Partial<Wishes>): Promise<Wishes>;
}

const pageSize = 50;

export function graphRemote(api: Api): GraphRemote {
	const page = (cursor: string | null) => ({ limit: pageSize, ...(cursor ? { cursor } : {}) });
	const at = (reference: string) => ({ params: { path: { reference } } });
	const by = (request_id: string) => ({ params: { path: { request_id } } });
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
			api.get(`/api/v1/users/me/${which}`, { params: { query: page(cursor) } }),
		friendsOf: (reference, cursor) =>
			api.get('/api/v1/users/{reference}/friends', {
				params: { path: { reference }, query: page(cursor) }
			}),
		mutuals: (reference, limit) =>
			api.get('/api/v1/users/{reference}/mutual-friends', {
				params: { path: { reference }, query: { limit } }
			}),
		requests: (direction, cursor) =>
			api.get('/api/v1/friend-requests', {
				params: { query: { direction, ...page(cursor) } }
			}),
		ask: async (reference, message) => {
			const path = '/api/v1/users/{reference}/friend-request';
			return (await api.post(path, { ...at(reference), body: { message } })).friend_request;
		},
		respond: async (request, action) => {
			const path = '/api/v1/friend-requests/{request_id}/respond';
			return (await api.post(path, { ...by(request), body: { action } })).friend_request;
		},
		cancel: async (request) => {
			await api.delete('/api/v1/friend-requests/{request_id}', by(request));
		},
		unfriend: async (reference) => {
			await api.delete('/api/v1/friends/{reference}', at(reference));
		},
		suggestions: async () => (await api.get('/api/v1/users/me/recommendations')).recommendations,
		passOver: async (reference) => {
			await api.delete('/api/v1/users/me/recommendations/{reference}', at(reference));
		},
		presence: async (ids) => {
			const params = { query: { ids: ids.join(',') } };
			return (await api.get('/api/v1/users/presence', { params })).presence;
		},
		wishes: async () => (await api.get('/api/v1/users/me/friend-settings')).friend_settings,
		wish: async (change) =>
			(await api.patch('/api/v1/users/me/friend-settings', { body: change })).friend_settings
	};
}
