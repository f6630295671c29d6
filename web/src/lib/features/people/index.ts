/** The door of people: finding somebody by name, or by what several people have in common. */
export { default as PeopleSearchScreen } from './PeopleSearchScreen.svelte';
export { anybody, pathOfQuery } from './query';
