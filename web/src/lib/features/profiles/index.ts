/**
 * The door of profiles: how members show themselves, and how the house shows itself to them.
 * `provideProfiles` belongs to the layout behind the door.
 */
export { default as AppearanceScreen } from './AppearanceScreen.svelte';
export { chosen } from './automatic';
export { provideProfiles, useProfiles, type Profiles } from './context.svelte';
export { default as EditorScreen } from './editor/EditorScreen.svelte';
export { partOf, pathOfPart } from './editor/parts';
export { en as profilesTexts } from './messages';
export { default as OnboardingScreen } from './onboarding/OnboardingScreen.svelte';
export { default as PersonProfile } from './viewer/PersonProfile.svelte';
export { default as ProfileFace } from './viewer/ProfileFace.svelte';
