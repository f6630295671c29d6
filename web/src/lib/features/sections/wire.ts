import type { AnswerOf, Api } from '$lib/api';

export type Section = AnswerOf<'/api/v1/sections', 'get'>['sections'][number];
export type SectionType = Section['type'];

export interface SectionsRemote {
	list(): Promise<Section[]>;
	/** Sets the mark up to which the member has seen the section. */
	markRead(id: string): Promise<void>;
	/** For admins. */
	rename(id: string, name: string): Promise<Section>;
}

export function sectionsRemote(api: Api): SectionsRemote {
	return {
		list: async () => (await api.get('/api/v1/sections')).sections,
		markRead: async (section_id) => {
			await api.post('/api/v1/sections/{section_id}/read', { params: { path: { section_id } } });
		},
		rename: async (section_id, name) => {
			const at = { params: { path: { section_id } } };
			return (await api.patch('/api/v1/admin/sections/{section_id}', { ...at, body: { name } }))
				.section;
		}
	};
}
