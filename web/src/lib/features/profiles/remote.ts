import type { AnswerOf, Api } from '$lib/api';
import type { Deed } from './viewer/deeds';
import type {
	Card,
	Collection,
	Interest,
	OwnPerson,
	Place,
	ProfileChange,
	Settings,
	Visibility
} from './wire';

export type Options = AnswerOf<'/api/v1/profile-options', 'get'>;

export interface ShowcaseWish {
	entity_id: string;
	note: string | null;
}

/** Every call of this feature, by what is meant. */
export interface ProfilesRemote {
	me(): Promise<OwnPerson>;
	change(change: ProfileChange): Promise<OwnPerson>;
	settings(): Promise<Settings>;
	choose(change: Partial<Settings>): Promise<Settings>;
	/** Those that begin so; all of them for nothing. */
	interests(q: string): Promise<Interest[]>;
	places(q: string): Promise<Place[]>;
	options(): Promise<Options>;
	/** What somebody did lately, newest first. */
	activity(reference: string): Promise<Deed[]>;
	showcase(reference: string): Promise<Collection[]>;
	keepShowcase(collection: string, items: ShowcaseWish[]): Promise<Collection[]>;
	candidates(collection: string, q: string): Promise<Card[]>;
}

const lately = 10;

export function profilesRemote(api: Api): ProfilesRemote {
	const of = (reference: string) => ({ path: { reference } });
	return {
		me: async () => own(await api.get('/api/v1/users/me')),
		change: async (body) => own(await api.patch('/api/v1/users/me', { body })),
		settings: async () => (await api.get('/api/v1/users/me/settings')).settings,
		choose: async (body) => (await api.patch('/api/v1/users/me/settings', { body })).settings,
		interests: async (q) =>
			(await api.get('/api/v1/interests', { params: { query: { q } } })).interests,
		places: async (q) => (await api.get('/api/v1/places', { params: { query: { q } } })).places,
		options: () => api.get('/api/v1/profile-options'),
		activity: async (reference) => {
			const params = { ...of(reference), query: { limit: lately } };
			return (await api.get('/api/v1/users/{reference}/activity', { params })).activity;
		},
		showcase: async (reference) =>
			(await api.get('/api/v1/users/{reference}/showcase', { params: of(reference) })).collections,
		keepShowcase: async (collection, items) => {
			const params = { path: { collection } };
			const path = '/api/v1/users/me/showcase/{collection}';
			return (await api.put(path, { params, body: { items } })).collections;
		},
		candidates: async (collection, q) => {
			const params = { path: { collection }, query: { q } };
			const path = '/api/v1/users/me/showcase/{collection}/candidates';
			return (await api.get(path, { params })).candidates;
		}
	};
}

type MyProfile = AnswerOf<'/api/v1/users/me', 'patch'>;

function own({ hide_profile, onboarding, user, visibility }: MyProfile): OwnPerson {
	// Every field has its level; the contract knows no objects with given keys.
	return { ...user, hide_profile, onboarding, visibility: visibility as Visibility };
}
