import { useLanguage, useMessages } from '$lib/kernel';
import { en } from './messages';

export interface Interest {
	/** None for own words. */
	id: string | null;
	label: string;
}

export interface Place {
	city: string;
	/** By ISO 3166-1, two letters. */
	country: string;
	label: string;
}

type Names = Readonly<Record<string, string>>;

/**
 * What the house offers for choosing, in the language of the page. Kept is the same in every
 * language; own words, and terms of a newer house, are shown as they are.
 */
export class Terms {
	readonly #names: () => typeof en;
	readonly #locale: () => string;

	constructor(names: () => typeof en, locale: () => string) {
		this.#names = names;
		this.#locale = locale;
	}

	interest = ({ id, label }: Interest): string =>
		(id === null ? undefined : named(this.#names().interests, id)) ?? label;

	category = (name: string): string => named(this.#names().categories, name) ?? name;

	gender = (kept: string): string => named(this.#names().genders, kept) ?? kept;

	pronouns = (kept: string): string => named(this.#names().pronouns, kept) ?? kept;

	/** What is kept of words that somebody types: the term that is called so, or the words. */
	keptGender = (typed: string): string => keptOf(this.#names().genders, typed);

	keptPronouns = (typed: string): string => keptOf(this.#names().pronouns, typed);

	place = ({ city, country, label }: Place): string => {
		try {
			const name = new Intl.DisplayNames([this.#locale()], { type: 'region' }).of(country);
			return name && name !== country ? `${city}, ${name}` : label;
		} catch {
			return label;
		}
	};
}

export function useTerms(): Terms {
	const t = useMessages({ terms: en });
	const language = useLanguage();
	return new Terms(
		() => t.terms,
		() => language.locale
	);
}

function named(names: Names, key: string): string | undefined {
	return Object.hasOwn(names, key) ? names[key] : undefined;
}

function keptOf(names: Names, typed: string): string {
	const words = typed.trim().toLowerCase();
	return Object.entries(names).find(([, name]) => name.toLowerCase() === words)?.[0] ?? typed;
}
