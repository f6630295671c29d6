import { createContext } from 'svelte';
import type { Submission } from '$lib/features/identity';
import type { ProfileDraft } from '../draft.svelte';
import type { Picturing } from '../picture/actions';
import type { Pictures } from '../picture/store.svelte';
import type { Showing } from '../showcase/actions';
import type { ShowcaseStore } from '../showcase/store.svelte';

/** What the parts of the editor share. */
export interface Editor {
	draft: ProfileDraft;
	form: Submission;
	pictures: Pictures;
	picturing: Picturing;
	showcase: ShowcaseStore;
	showing: Showing;
}

export const [useEditor, provideEditor] = createContext<Editor>();
