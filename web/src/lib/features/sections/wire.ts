import type { Api } from '$lib/api';

export type SectionType = 'music' | 'photo' | 'event' | 'recipe' | 'book' | 'movie' | 'general';

export interface Section {
	id: string;
	name: string;
	type: SectionType;
	/** Something that this member has not seen. */
	unread?: number | boolean;
}

export interface SectionsRemote {
	list(): Promise<Section[]>;
}

type Call = <Answer>(path: string, init?: object) => Promise<Answer>;

export function sectionsRemote(api: Api): SectionsRemote {
	const { get } = api as unknown as { get: Call };
	return {
		list: async () => (await get<{ sections: Section[] }>('/api/v1/sections')).sections
	};
}
