/**
 * The door of the admin's work: who comes in, how the house is set up, and what was done.
 * `provideAdmin` and `AdminWork` belong to the layout behind the door, after `provideIdentity`.
 */
export { default as AdminsOnly } from './AdminsOnly.svelte';
export { default as AdminWork } from './AdminWork.svelte';
export { default as InvitesScreen } from './house/InvitesScreen.svelte';
export { default as SiteScreen } from './house/SiteScreen.svelte';
export { default as AuditScreen } from './log/AuditScreen.svelte';
export { default as MembersScreen } from './members/MembersScreen.svelte';
export { en as adminTexts } from './messages';
export { provideAdmin, useAdminSeat } from './seat.svelte';
export type { MemberStatus } from './types';
