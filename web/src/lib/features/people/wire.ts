import type { PersonShown, Relationship, Suggestion } from '$lib/features/graph';

/** Somebody who was found, as far as they show themselves. */
export interface PersonFound extends PersonShown {
	pronouns: string | null;
	location: { id: number; city: string; country: string; label: string } | null;
	interests: readonly { id: string | null; label: string }[] | null;
	mutual_count: number;
	reason: Suggestion['reason'] | null;
	relationship?: Relationship;
}

/** A value that several people have in common. The server leaves out those of a few. */
export interface FacetValue {
	id: string;
	label: string;
	count: number;
}

export const facetKinds = ['interest', 'place', 'pronouns'] as const;
export type FacetKind = (typeof facetKinds)[number];
export type Facets = Record<FacetKind, readonly FacetValue[]>;

export interface FoundPage {
	people: readonly PersonFound[];
	/** Told with the first page only. */
	facets: Facets | null;
	meta: { cursor: string | null; has_more: boolean };
}

export const longest = 100;
