import type { en } from '../messages';
import { nameOf, type PersonShown, type ReasonKind, type Suggestion } from '../wire';

type List = (items: string[]) => string;

/** What the house names, in the language of the page. */
type Called = Partial<Record<ReasonKind, (name: string, id: string | null) => string>>;

const most = 3;

/** Why somebody is suggested, as a sentence. */
export function reasonOf(
	{ count, ids, kind, names }: Suggestion['reason'],
	words: typeof en,
	list: List,
	called: Called
): string {
	const call = called[kind] ?? ((name: string) => name);
	const named = names.map((name, index) => call(name, ids?.[index] ?? null));
	const shown = named.slice(0, most);
	const others = count - shown.length;
	const who = others > 0 && shown.length > 0 ? [...shown, words.others(others)] : shown;
	return words.reasons[kind](count, list(who));
}

/** The friends that both have, by name. One more than is named was asked for, to know of others. */
export function mutualsOf(people: readonly PersonShown[], words: typeof en, list: List): string {
	const shown = people.slice(0, most).map(nameOf);
	return words.mutuals(list(people.length > most ? [...shown, words.more_others] : shown));
}
