/** The door of moderation: what was deleted, by whom, and whether it comes back. */
export { default as ContentScreen } from './ContentScreen.svelte';
export { default as OwnScreen } from './OwnScreen.svelte';
export { en as moderationTexts } from './messages';
export type { Filter, Scope } from './wire';
