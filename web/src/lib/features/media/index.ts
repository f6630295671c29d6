/** The door of media: pictures on their way into the house, and how they are shown. */
export { useUploads } from './context.svelte';
export { default as Gallery } from './Gallery.svelte';
export { default as UploadList } from './UploadList.svelte';
export { sendWhole } from './whole';
export { mediaRemote, type Media, type MediaRemote } from './wire';
