/**
 * The door of the graph: who is friends with whom, who follows whom, and who would rather not
 * meet. `provideGraph` and `GraphHost` belong to the layout behind the door; everything else
 * comes with its page.
 */
export { provideGraph, useGraph } from './context.svelte';
export { default as FriendButton } from './friends/FriendButton.svelte';
export { default as FriendsFrame } from './friends/FriendsFrame.svelte';
export { default as FriendsOfScreen } from './friends/FriendsOfScreen.svelte';
export { default as FriendsScreen } from './friends/FriendsScreen.svelte';
export { useReasons } from './friends/reasons';
export { default as RequestsScreen } from './friends/RequestsScreen.svelte';
export { default as SuggestionList } from './friends/SuggestionList.svelte';
export { default as GraphHost } from './GraphHost.svelte';
export { en as graphTexts } from './messages';
export { default as PeopleScreen } from './person/PeopleScreen.svelte';
export { default as PersonFrame } from './person/PersonFrame.svelte';
export { default as PersonRow } from './PersonRow.svelte';
export { default as PersonSkeleton } from './PersonSkeleton.svelte';
export { usePerson } from './relating.svelte';
export { default as PeopleSettings } from './settings/PeopleSettings.svelte';
export {
	nameOf,
	portraitOf,
	type PersonShown,
	type Relationship,
	type Standing,
	type Suggestion
} from './wire';
