/**
 * The door of posts: what members publish, how it is written, shown, changed and taken back.
 * Lists are made with `useFeed`; what others do with a post is laid into its card by `responses`.
 */
export type { Source } from './actions';
export { isAudience } from './audiences';
export { newestFirst } from './apply';
export { default as AuthorLine } from './card/AuthorLine.svelte';
export { default as EditBox } from './card/EditBox.svelte';
export { default as PostBody } from './card/PostBody.svelte';
export { default as PostCard } from './card/PostCard.svelte';
export { default as PostSkeleton } from './card/PostSkeleton.svelte';
export { default as Unsent } from './card/Unsent.svelte';
export { default as Composer } from './composer/Composer.svelte';
export { newClientId, type Shown } from './composer/sending';
export { default as WritingBox } from './composer/WritingBox.svelte';
export { useFeed, usePosting, type FeedKit } from './context.svelte';
export type { Intent } from './intents';
export {
	isGone,
	tellCount,
	tellGone,
	tellReaction,
	tellThing,
	type Ledger,
	type Thing
} from './ledger';
export { en as postsTexts } from './messages';
export {
	failureOf,
	intentsIn,
	isMadeHere,
	nothingOutgoing,
	outgoingOf,
	stateOf,
	type OnTheWay,
	type Outgoing
} from './outgoing';
export { Shelf } from './shelf.svelte';
export { Feed, type PostRow } from './store.svelte';
export { linksAfter, linksBelow, linksIn, linksShown, type LinkWish } from './text/links';
export { default as RichText } from './text/RichText.svelte';
export {
	limits,
	type Author,
	type NewPost,
	type Page,
	type Post,
	type PostEvent,
	type Visibility
} from './wire';
