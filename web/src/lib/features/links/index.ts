/** The door of links: what the house found out about a page, shown as a card. */
export { useLinks } from './context';
export { hostOf } from './facts';
export { default as LinkCard } from './LinkCard.svelte';
export { default as Picture } from './Picture.svelte';
export type { Link, LinkKind, LinkMetadata, SectionType } from './wire';
