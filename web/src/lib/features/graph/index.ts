/** The door of the graph: who follows whom, and who would rather not meet. */
export { usePerson } from './context.svelte';
export { default as HiddenPeopleScreen } from './HiddenPeopleScreen.svelte';
export { en as graphTexts } from './messages';
export { default as PeopleScreen } from './PeopleScreen.svelte';
export { default as PersonFrame } from './PersonFrame.svelte';
export type { PersonShown } from './wire';
