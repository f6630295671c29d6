/**
 * The door of search: one box for everything that was written here. `provideSearch` belongs to
 * the layout behind the door; what it takes to search comes with the page.
 */
export { provideSearch } from './context.svelte';
export { nothingAsked, pathOfQuery } from './query';
export { default as SearchScreen } from './screen/SearchScreen.svelte';
export { place as searchPlace } from './place';
