import type { Terms } from '$lib/features/terms';
import type { en } from '../messages';
import { nameOf, type PersonShown, type Suggestion } from '../wire';

type List = (items: string[]) => string;

const named = 3;

/** Why somebody is suggested, as a sentence. */
export function reasonOf(
	{ count, ids, kind, names }: Suggestion['reason'],
	words: typeof en,
	list: List,
	terms: Pick<Terms, 'interest'>
): string {
	const called =
		kind === 'same_interests'
			? names.map((label, index) => terms.interest({ id: ids?.[index] ?? null, label }))
			: names;
	const shown = called.slice(0, named);
	const others = count - shown.length;
	const who = others > 0 && shown.length > 0 ? [...shown, words.others(others)] : shown;
	return words.reasons[kind](count, list(who));
}

/** The friends that both have, by name. One more than is named was asked for, to know of others. */
export function mutualsOf(people: readonly PersonShown[], words: typeof en, list: List): string {
	const shown = people.slice(0, named).map(nameOf);
	return words.mutuals(list(people.length > named ? [...shown, words.more_others] : shown));
}
