/** The first thing one sees: a greeting, and truthfully what is here now. */
export { default as Home } from './Home.svelte';
