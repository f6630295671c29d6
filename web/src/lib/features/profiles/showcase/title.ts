import type { en } from '../messages';

/** What a collection is called: by the house in English, where the page has no word of its own. */
export function titleOf(
	key: string,
	words: Pick<typeof en, 'collections'>,
	given: string = key.replaceAll('_', ' ')
): string {
	const { collections } = words;
	return Object.hasOwn(collections, key) ? collections[key as keyof typeof collections] : given;
}
