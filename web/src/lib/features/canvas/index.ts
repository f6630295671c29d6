/**
 * The door of canvases: planes on which words appear at a place and fade. All of it comes with
 * its own pages; others carry only its name and its way there.
 */
export { default as CanvasesScreen } from './list/CanvasesScreen.svelte';
export { default as CanvasScreen } from './screen/CanvasScreen.svelte';
