import type { ApiError } from '$lib/api';
import type { en } from './messages';
import sentences from './refusals.json';

/** What the house refused with, in the language of the page where it is known there. */
export function refusalOf(sentence: string, words: Pick<typeof en, 'refused'>): string {
	const known = Object.entries(sentences).find(([, said]) => said === sentence);
	return known ? words.refused[known[0] as keyof typeof sentences] : sentence;
}

/** By field. A name that looks like another is a conflict, and belongs beside its field too. */
export function refusalsIn(
	{ code, details, fields, message }: ApiError,
	words: Pick<typeof en, 'refused'>
): Record<string, string> {
	const field = details['field'];
	const said = code === 'CONFLICT' && typeof field === 'string' ? { [field]: message } : fields;
	return Object.fromEntries(
		Object.entries(said).map(([name, sentence]) => [name, refusalOf(sentence, words)])
	);
}
