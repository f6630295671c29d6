/**
 * The door of responses: what members do with what others publish. Posts are shown with
 * everything one can do with them, so lists and pages of posts are made here.
 */
export { en as responsesTexts } from './messages';
export { default as PersonComments } from './person/PersonComments.svelte';
export { default as PersonPosts } from './person/PersonPosts.svelte';
export { default as PostList } from './PostList.svelte';
export { default as PostScreen } from './PostScreen.svelte';
export { default as SavedScreen } from './SavedScreen.svelte';
export type { Comment } from './wire';
