import { onDestroy } from 'svelte';
import { useApi } from '$lib/api';
import { mediaRemote, sendWhole } from '$lib/features/media';
import { explain, useMessages, useUndo } from '$lib/kernel';
import { useProfiles } from '../context.svelte';
import { en } from '../messages';
import { Picturing } from './actions';
import { Pictures } from './store.svelte';

/** The pictures of one's own profile, for as long as the component stands. */
export function usePicturing() {
	const t = useMessages({ profiles: en });
	const { profiling, store } = useProfiles();
	const undo = useUndo();
	const media = mediaRemote(useApi());
	const pictures = new Pictures();
	const picturing = new Picturing({
		pictures,
		bring: async (file, purpose, progress, signal) => {
			const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
			return (await sendWhole(media, file, { purpose, progress, signal, pause })).id;
		},
		person: () => store.profile.person,
		keep: (look) => profiling.keep(look),
		intend: (look) => {
			store.profile.intend(look);
			return () => store.profile.undo(look);
		},
		defer: (act) => undo.defer(act),
		preview: (file) => URL.createObjectURL(file),
		forget: (preview) => URL.revokeObjectURL(preview),
		explain: (error) => explain(error, t.common),
		removed: (field) => (field === 'avatar' ? t.profiles.avatar_removed : t.profiles.banner_removed)
	});
	onDestroy(() => {
		picturing.drop('avatar');
		picturing.drop('banner');
	});
	return { pictures, picturing };
}
