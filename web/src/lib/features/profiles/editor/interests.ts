import { limits, type Interest } from '../wire';

const most = 30;
const wordsOf = (text: string) =>
	plain(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
const plain = (text: string) =>
	text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
const nameOf = (text: string) => wordsOf(text).join(' ');
const idOf = ({ id, label }: Interest) => id ?? label.toLowerCase();

export function holds(interests: readonly Interest[], wanted: Interest): boolean {
	return interests.some((one) => idOf(one) === idOf(wanted));
}

/** The same with one more; as before when it is there already or there is no room. */
export function withInterest(interests: readonly Interest[], wanted: Interest): Interest[] {
	const full = interests.length >= limits.interests;
	return full || holds(interests, wanted) ? [...interests] : [...interests, wanted];
}

export function withoutInterest(interests: readonly Interest[], gone: Interest): Interest[] {
	return interests.filter((one) => idOf(one) !== idOf(gone));
}

/**
 * Own words, as the house would write them down: what is offered if they name it, whatever stands
 * between the words; null for what is too short or too long.
 */
export function ownInterest(
	typed: string,
	offered: readonly Interest[],
	called: (interest: Interest) => string
): Interest | null {
	const label = typed.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
	const known = offered.find((one) =>
		[one.label, called(one)].some((name) => nameOf(name) === nameOf(label))
	);
	if (known) return known;
	const { length } = [...label];
	if (length < limits.interestMin || length > limits.interestMax) return null;
	return { id: null, label, category: null };
}

/** Those offered with a word that begins as is typed, in the language of the page or in English. */
export function beginningSo(
	offered: readonly Interest[],
	typed: string,
	called: (interest: Interest) => string
): Interest[] {
	const wanted = wordsOf(typed);
	const fits = (name: string) => {
		const words = wordsOf(name);
		return wanted.every((start) => words.some((word) => word.startsWith(start)));
	};
	return offered.filter((one) => fits(called(one)) || fits(one.label)).slice(0, most);
}

/** What is offered, under the names of its categories, in the order of the house. */
export function byCategory(
	offered: readonly Interest[]
): { category: string; interests: Interest[] }[] {
	const groups = new Map<string, Interest[]>();
	for (const interest of offered) {
		const category = interest.category ?? '';
		groups.set(category, [...(groups.get(category) ?? []), interest]);
	}
	return [...groups].map(([category, interests]) => ({ category, interests }));
}
