/**
 * The door of identity: coming in, proving who one is, and keeping an account safe.
 * `provideIdentity` belongs to the layout behind the door, with one `ConfirmYou` beside it.
 */
export { provideIdentity, useEntering, useIdentity, type Identity } from './context.svelte';
export { default as ConfirmEmail } from './entrance/ConfirmEmail.svelte';
export { default as ForgotForm } from './entrance/ForgotForm.svelte';
export { default as RegisterForm } from './entrance/RegisterForm.svelte';
export { default as ResetForm } from './entrance/ResetForm.svelte';
export { default as SignInForm } from './entrance/SignInForm.svelte';
export { default as WaitingRoom } from './entrance/WaitingRoom.svelte';
export { default as WelcomeForm } from './entrance/WelcomeForm.svelte';
export { inviteIn } from './inviteIn';
export { en as identityTexts } from './messages';
export { default as ConfirmYou } from './security/ConfirmYou.svelte';
export { default as SecurityScreen } from './security/SecurityScreen.svelte';
export { Submission, Unconfirmed } from './store.svelte';
export type { ArrivalReason } from './types';
