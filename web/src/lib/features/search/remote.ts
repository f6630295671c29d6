import type { Api } from '$lib/api';
import type { HitPage } from './wire';
import type { Query } from './query';

/** A question with the sections by id. */
export interface Question extends Omit<Query, 'sections'> {
	sectionIds: readonly string[];
}

export interface Mentionable {
	id: string;
	username: string;
	display_name: string | null;
}

export interface SearchRemote {
	search(question: Question, cursor: string | null, signal: AbortSignal): Promise<HitPage>;
	people(prefix: string): Promise<Mentionable[]>;
}

const pageSize = 20;

export function searchRemote(api: Api): SearchRemote {
	return {
		// The contract leaves open what was found behind a link; here it is known.
		search: async ({ author, kinds, q, sectionIds }, cursor, signal) =>
			(await api.get('/api/v1/search', {
				signal,
				params: {
					query: {
						q,
						limit: pageSize,
						...scopeOf(sectionIds),
						...(kinds.length > 0 ? { type: kinds.join(',') } : {}),
						...(author ? { author: `@${author}` } : {}),
						...(cursor ? { cursor } : {})
					}
				}
			})) as HitPage,
		people: async (prefix) =>
			(await api.get('/api/v1/users/lookup', { params: { query: { prefix } } })).users
	};
}

function scopeOf(ids: readonly string[]) {
	const [first] = ids;
	if (first === undefined) return { scope: 'global' } as const;
	if (ids.length === 1) return { scope: 'section', section_id: first } as const;
	return { scope: 'multi', section_ids: ids.join(',') } as const;
}
