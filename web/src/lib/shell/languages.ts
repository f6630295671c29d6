import type { LanguageLoaders, Tree } from '$lib/kernel';

type Load = () => Promise<Record<string, unknown>>;

const kernel = import.meta.glob(['../kernel/messages/??.ts', '!../kernel/messages/en.ts']);
const features = import.meta.glob(['../features/*/messages.??.ts', './messages.??.ts']);

/**
 * Every language that somebody has written, found by its files: `kernel/messages/de.ts` makes
 * German a language of the house, `messages.de.ts` of a feature gives it the feature's texts.
 */
export function languageLoaders(): LanguageLoaders {
	const files = { ...kernel, ...features } as Record<string, Load>;
	const locales = Object.keys(kernel).map((path) => localeOf(path));
	return Object.fromEntries(
		locales.map((locale) => [
			locale,
			async () => {
				const own = Object.entries(files).filter(([path]) => localeOf(path) === locale);
				const texts = await Promise.all(
					own.map(async ([path, load]) => [ownerOf(path), (await load())[locale]] as const)
				);
				return Object.fromEntries(texts) as Record<string, Tree>;
			}
		])
	);
}

function localeOf(path: string): string {
	return /(\w{2})\.ts$/.exec(path)?.[1] ?? 'en';
}

function ownerOf(path: string): string {
	if (path.includes('/kernel/')) return 'common';
	return /features\/([^/]+)\//.exec(path)?.[1] ?? 'shell';
}
