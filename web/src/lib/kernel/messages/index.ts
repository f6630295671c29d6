export { en as commonWords } from './en';
export { explain, explainFields } from './errors';
export { Format } from './format';
export {
	Language,
	provideLanguage,
	useFormat,
	useLanguage,
	useMessages,
	type LanguageLoaders,
	type Translations
} from './language.svelte';
export { pluralIn } from './plural';
export type { Translation, Tree } from './tree';
