import type { Link } from '$lib/features/links';
import { limits } from '../wire';
import { addressesIn, safeHref } from './inline';

export interface LinkWish {
	url: string;
}

const hrefOf = (url: string) => safeHref(url) ?? url;

/** What a new text leads to. */
export function linksIn(text: string): LinkWish[] {
	return addressesIn(text)
		.slice(0, limits.links)
		.map((url) => ({ url }));
}

/**
 * The links of a text that was changed; undefined where they stay as they are. A card that was not
 * wanted before does not come back, and what never stood in the text, as a book by its number, stays.
 */
export function linksAfter(
	links: readonly Link[],
	before: string,
	after: string
): LinkWish[] | undefined {
	const had = addressesIn(before);
	const has = addressesIn(after);
	// Where no word is left, the cards are what is said.
	if (after.trim() === '') return undefined;
	const kept = links.filter(({ url }) => has.includes(hrefOf(url)) || !had.includes(hrefOf(url)));
	const added = has.filter((url) => !had.includes(url));
	if (added.length === 0 && kept.length === links.length) return undefined;
	const room = Math.max(0, limits.links - kept.length);
	return [...kept.map(({ url }) => url), ...added.slice(0, room)].map((url) => ({ url }));
}

/** Links as they stand until the server has said what is behind them. */
export function linksShown(wishes: readonly LinkWish[], known: readonly Link[] = []): Link[] {
	return wishes.map(
		({ url }) => known.find((link) => link.url === url) ?? { id: url, url, metadata: null }
	);
}

/** Those that say more than the text does: of which something is known, or that it does not name. */
export function linksBelow(links: readonly Link[], text: string): Link[] {
	const named = addressesIn(text);
	return links.filter(({ metadata, url }) => metadata || !named.includes(hrefOf(url)));
}
