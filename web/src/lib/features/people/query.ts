import { facetKinds, longest, type FacetKind } from './wire';

/** Whom one looks for. As it stands in the address. */
export interface Query extends Record<FacetKind, string | null> {
	q: string;
	/** What the chosen interest is called, where its id does not say it. */
	label: string | null;
}

export const anybody: Query = { q: '', interest: null, place: null, pronouns: null, label: null };

export function readQuery(params: { get(name: string): string | null }): Query {
	const one = (name: string) => params.get(name)?.slice(0, longest) || null;
	const place = one('place');
	return {
		q: (params.get('q') ?? '').slice(0, longest),
		interest: one('interest'),
		place: place && /^\d{1,9}$/.test(place) ? place : null,
		pronouns: one('pronouns'),
		label: one('label')
	};
}

/** The address of the page that shows them. */
export function pathOfQuery(query: Query): string {
	const params = new URLSearchParams();
	if (query.q) params.set('q', query.q);
	for (const kind of facetKinds) {
		const value = query[kind];
		if (value) params.set(kind, value);
	}
	if (query.interest && query.label) params.set('label', query.label);
	const text = params.toString();
	return text ? `/people?${text}` : '/people';
}

export function isAsked(query: Query): boolean {
	return query.q.trim() !== '' || isFiltered(query);
}

export function isFiltered(query: Query): boolean {
	return facetKinds.some((kind) => query[kind] !== null);
}
