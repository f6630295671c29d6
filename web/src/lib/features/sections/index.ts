/**
 * The door of sections: the seven shelves, what is new in them, and the feed of each.
 * `provideSections` belongs to the layout behind the door.
 */
export { provideSections, useSections, type Sections } from './context.svelte';
export { iconOf as sectionIcon } from './icons';
export { default as PlaceOfPost } from './PlaceOfPost.svelte';
export { default as SectionScreen } from './SectionScreen.svelte';
export { default as SectionsScreen } from './SectionsScreen.svelte';
export type { Section } from './wire';
