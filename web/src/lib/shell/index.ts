/** What stands around every page: the frame, the way between places, and how it all starts. */
export { default as AppShell } from './AppShell.svelte';
export { default as Beside } from './Beside.svelte';
export { chooseLanguage, compose, keepLine, rememberLanguage, type Ground } from './compose';
export { default as ConnectionBanner } from './ConnectionBanner.svelte';
export { default as Mark } from './Mark.svelte';
export { nextPath, signInPath } from './next';
export { default as Opening } from './Opening.svelte';
export { default as Unreachable } from './Unreachable.svelte';
export { default as UpdatePrompt } from './UpdatePrompt.svelte';
