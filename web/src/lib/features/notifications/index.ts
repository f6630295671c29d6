/**
 * The door of notifications: what others did that is about a member, how many of it wait, and
 * where it is told. `provideNotifications` belongs to the layout behind the door, inside that of
 * the sections; everything else comes with its page.
 */
export { provideNotifications, useNotices, type Notices } from './context.svelte';
export { default as NotificationsScreen } from './list/NotificationsScreen.svelte';
export { place as notificationsPlace } from './place';
export { default as NotificationSettings } from './settings/NotificationSettings.svelte';
export { default as SectionMenu } from './settings/SectionMenu.svelte';
export { default as UnsubscribeScreen } from './unsubscribing/UnsubscribeScreen.svelte';
