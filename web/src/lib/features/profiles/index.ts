/**
 * The door of profiles: how members show themselves, and how the house shows itself to them.
 * `provideProfiles` belongs to the layout behind the door.
 */
export { default as AppearanceScreen } from './AppearanceScreen.svelte';
export { provideProfiles, useProfiles, type Profiles } from './context.svelte';
export { en as profilesTexts } from './messages';
export { default as PersonCard } from './PersonCard.svelte';
export { default as ProfileScreen } from './ProfileScreen.svelte';
