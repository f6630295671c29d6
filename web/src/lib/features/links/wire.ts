import type { Api } from '$lib/api';

export type LinkKind =
	'music' | 'movie' | 'book' | 'event' | 'recipe' | 'photo' | 'article' | 'video' | 'generic';

/** What the house found out about a page. Whatever it did not find is absent. */
export interface LinkMetadata {
	kind: LinkKind;
	provider?: string | null;
	url?: string;
	canonical_url?: string | null;
	title?: string | null;
	description?: string | null;
	image?: string | null;
	icon?: string | null;
	author?: string | null;
	language?: string | null;
	site_name?: string | null;
	published_at?: string | null;
	embed?: { provider: string; url: string; aspect_ratio?: number | null } | null;
	music?: { artist?: string; album?: string; duration?: number } | null;
	movie?: {
		year?: number | string;
		rating?: number;
		rating_count?: number;
		poster?: string;
		synopsis?: string;
		director?: string;
	} | null;
	book?: { authors?: string[]; isbn?: string; cover?: string; rating?: number } | null;
	event?: {
		starts_at?: string;
		ends_at?: string;
		timezone?: string;
		place?: string;
		address?: string;
		organizer?: string;
		tickets_url?: string;
		price?: string;
	} | null;
	recipe?: {
		ingredients?: string[];
		prep_time?: number | string;
		cook_time?: number | string;
		total_time?: number | string;
		yield?: string;
	} | null;
	photo?: { image?: string; width?: number; height?: number; alt?: string } | null;
}

export interface Link {
	id: string;
	url: string;
	metadata: LinkMetadata | null;
}

export interface LinksRemote {
	preview(url: string, sectionType: string | null): Promise<LinkMetadata | null>;
}

type Call = <Answer>(path: string, init?: object) => Promise<Answer>;

export function linksRemote(api: Api): LinksRemote {
	const { post } = api as unknown as { post: Call };
	return {
		preview: async (url) => {
			const { preview } = await post<{ preview: LinkMetadata | null }>('/api/v1/links/preview', {
				body: { url }
			});
			return preview;
		}
	};
}
