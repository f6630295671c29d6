import type { Api } from '$lib/api';
import type { Query } from './query';
import type { FacetValue, FoundPage } from './wire';

export interface PeopleRemote {
	find(query: Query, cursor: string | null): Promise<FoundPage>;
}

const pageSize = 30;

export function peopleRemote(api: Api): PeopleRemote {
	const values = (
		counted: readonly { id: string | number; label: string; count: number }[]
	): FacetValue[] => counted.map(({ count, id, label }) => ({ count, id: String(id), label }));
	return {
		find: async ({ interest, place, pronouns, q }, cursor) => {
			const { facets, meta, people } = await api.get('/api/v1/people', {
				params: {
					query: {
						q: q.trim(),
						limit: pageSize,
						...(interest ? { interest } : {}),
						...(place ? { place: Number(place) } : {}),
						...(pronouns ? { pronouns } : {}),
						...(cursor ? { cursor } : {})
					}
				}
			});
			return {
				people,
				meta,
				facets: facets && {
					interest: values(facets.interests),
					place: values(facets.places),
					pronouns: values(facets.pronouns)
				}
			};
		}
	};
}
