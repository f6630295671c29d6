import { forget, recall, remember } from '$lib/kernel';
import type { ProfileDraft } from '../draft.svelte';

const place = 'profile-draft';
const pause = 300;

export function restoreDraft(draft: ProfileDraft, owner: string): void {
	draft.restore(recall(place), owner);
}

/** Keeps on this device what is being written, a moment after it is; leaving keeps it at once. */
export function keepDraft(draft: ProfileDraft, owner: string): () => void {
	const keep = () => {
		clearTimeout(timer);
		const kept = draft.toKeep(owner);
		if (kept) remember(place, kept);
		else forget(place);
	};
	const timer = setTimeout(keep, pause);
	window.addEventListener('pagehide', keep);
	return () => {
		clearTimeout(timer);
		window.removeEventListener('pagehide', keep);
	};
}

export function forgetDraft(): void {
	forget(place);
}
