import type { AnswerOf, Api } from '$lib/api';
import { defaultVisibility } from './seeing';
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

/** A house that is a version older tells less of oneself; what it lacks is as if nothing was chosen. */
export function own({ user, ...more }: Partial<MyProfile> & Pick<MyProfile, 'user'>): OwnPerson {
	const { hide_profile = false, onboarding = greeted, showcase_visibility = {}, visibility } = more;
	return {
		...nothingSaid,
		...user,
		hide_profile,
		onboarding,
		showcase_visibility,
		visibility: complete(visibility ?? {})
	};
}

/** In the order of the house. The contract knows no objects with given keys. */
function complete(told: Record<string, string>): Visibility {
	const unsaid = Object.entries(defaultVisibility).filter(([field]) => !(field in told));
	return { ...told, ...Object.fromEntries(unsaid) } as unknown as Visibility;
}

const greeted = { done: true, progress: 1, missing: [] };
const nothingSaid = {
	bio: null,
	avatar: null,
	banner: null,
	gender: null,
	pronouns: null,
	location: null,
	interests: [],
	last_active_at: null,
	online: null,
	hidden: []
};
