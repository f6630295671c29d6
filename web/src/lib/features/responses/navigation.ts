import Bookmark from '@lucide/svelte/icons/bookmark';
import type { Place } from '$lib/kernel';
import { en } from './messages';

export const navigation: Place[] = [
	{
		id: 'saved',
		path: '/saved',
		label: (language) => language.translate('responses', en).saved,
		icon: Bookmark,
		order: 300,
		key: 'b',
		onlyWide: true
	}
];
