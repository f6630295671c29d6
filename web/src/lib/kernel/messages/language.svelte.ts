import { createContext } from 'svelte';
import { Format } from './format';
import { en } from './en';
import type { Tree } from './tree';

/** Texts of one language by feature, as far as somebody has translated them. */
export type Translations = Record<string, Tree>;

/** The languages on offer besides English, each with the way to fetch its texts. */
export type LanguageLoaders = Record<string, () => Promise<Translations>>;

/**
 * The language of the page. English is part of the program and complete; another language is
 * fetched when it is chosen, and where it lacks a text the English one stands in.
 */
export class Language {
	locale = $state('en');
	timezone = $state<string | undefined>(undefined);
	format = $derived(new Format(this.locale, this.timezone));

	#loaders: LanguageLoaders;
	#translations = $state.raw<Translations>({});
	/** Laid over each other once, not anew in each of the many components of a page. */
	#overlaid = new WeakMap<Tree, Tree>();

	constructor(loaders: LanguageLoaders = {}) {
		this.#loaders = loaders;
	}

	get offered(): string[] {
		return ['en', ...Object.keys(this.#loaders)];
	}

	/** The best of the wished-for languages that is on offer. */
	pick(wished: readonly string[]): string {
		for (const wish of wished) {
			const base = wish.split('-')[0] ?? '';
			if (this.offered.includes(base)) return base;
		}
		return 'en';
	}

	async use(wish: string): Promise<void> {
		const locale = this.pick([wish]);
		const load = this.#loaders[locale];
		const translations = load ? await load() : {};
		this.#overlaid = new WeakMap();
		this.#translations = translations;
		this.locale = locale;
		document.documentElement.lang = locale;
	}

	translate<T extends Tree>(feature: string, english: T): T {
		const translated = this.#translations[feature];
		if (!translated) return english;
		const known = this.#overlaid.get(english) as T | undefined;
		if (known) return known;
		const texts = overlay(english, translated);
		this.#overlaid.set(english, texts);
		return texts;
	}
}

function overlay<T extends Tree>(english: T, translated: Tree): T {
	const entries = Object.entries(english).map(([key, text]) => {
		const own = translated[key];
		if (own === undefined) return [key, text];
		if (isTree(text) && isTree(own)) return [key, overlay(text, own)];
		return [key, own];
	});
	return Object.fromEntries(entries) as T;
}

function isTree(value: Tree[string] | undefined): value is Tree {
	return typeof value === 'object';
}

const [useGiven, provideLanguage, hasLanguage] = createContext<Language>();

export { provideLanguage };

/** The language of the page; English where nobody gave one, as in the test of a single component. */
export function useLanguage(): Language {
	return hasLanguage() ? useGiven() : new Language();
}

type Texts<Own> = Own & { common: typeof en };

/**
 * The texts of a component, typed by the English ones:
 *
 *     const t = useMessages({ identity: en });
 *     t.identity.sign_in; t.common.retry;
 *
 * Reading follows the language, so a template shows the other one as soon as it is chosen.
 */
export function useMessages<Own extends Record<string, Tree> = Record<never, never>>(
	own?: Own
): Texts<Own> {
	const language = useLanguage();
	const texts = {};
	for (const [feature, english] of Object.entries({ common: en, ...own })) {
		const get = () => language.translate(feature, english);
		Object.defineProperty(texts, feature, { enumerable: true, get });
	}
	return texts as Texts<Own>;
}

/** Numbers and times in the language and timezone of the member. */
export function useFormat(): Format {
	const language = useLanguage();
	return new Proxy({} as Format, {
		get: (_, name: keyof Format) => language.format[name]
	});
}
