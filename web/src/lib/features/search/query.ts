import { kinds, longest, type Kind } from './wire';

/** What is looked for, and where. As it stands in the address. */
export interface Query {
	q: string;
	/** By type, as in the addresses of sections; none means everywhere. */
	sections: readonly string[];
	/** None means all of them. */
	kinds: readonly Kind[];
	/** Without the `@`. */
	author: string | null;
}

export const nothingAsked: Query = { q: '', sections: [], kinds: [], author: null };

const words: Record<Kind, string> = { post: 'posts', comment: 'comments', link_metadata: 'links' };

export function readQuery(params: { get(name: string): string | null }): Query {
	const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
	const asked = list('type');
	return {
		q: (params.get('q') ?? '').slice(0, longest),
		sections: [...new Set(list('section'))].sort(),
		kinds: kinds.filter((kind) => asked.includes(words[kind])),
		author: params.get('author')?.replace(/^@/, '') || null
	};
}

/** The address of the page that shows it. */
export function pathOfQuery({ author, kinds, q, sections }: Query): string {
	const params = new URLSearchParams({
		...(q ? { q } : {}),
		...(sections.length > 0 ? { section: sections.join(',') } : {}),
		...(kinds.length > 0 ? { type: kinds.map((kind) => words[kind]).join(',') } : {}),
		...(author ? { author: `@${author}` } : {})
	});
	// What these two separate stays readable in the address bar.
	const text = params.toString().replaceAll('%2C', ',').replaceAll('%40', '@');
	return text ? `/search?${text}` : '/search';
}

/** The section one comes from, when what one leaves is its page. */
export function sectionOfPath(pathname: string): string | null {
	return /^\/sections\/([\w-]+)$/.exec(pathname)?.[1] ?? null;
}

export function isFiltered({ author, kinds, sections }: Query): boolean {
	return author !== null || kinds.length > 0 || sections.length > 0;
}

export function toggled<T>(list: readonly T[], one: T): T[] {
	return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}
