import type { AnswerOf, Api } from '$lib/api';

/** What the house found out about a page. Whatever it did not find is absent. */
type Found = NonNullable<AnswerOf<'/api/v1/links/preview', 'post'>['preview']>;
export type LinkMetadata = Pick<Found, 'kind'> & Partial<Found>;
export type LinkKind = LinkMetadata['kind'];

export interface Link {
	id: string;
	url: string;
	metadata: LinkMetadata | null;
}

export type SectionType = 'music' | 'photo' | 'event' | 'recipe' | 'book' | 'movie' | 'general';

export interface LinksRemote {
	preview(url: string, sectionType: SectionType): Promise<LinkMetadata | null>;
}

export function linksRemote(api: Api): LinksRemote {
	return {
		preview: async (url, section_type) => {
			const { preview } = await api.post('/api/v1/links/preview', { body: { url, section_type } });
			return preview;
		}
	};
}
