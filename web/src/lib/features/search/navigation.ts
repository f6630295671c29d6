import Search from '@lucide/svelte/icons/search';
import type { Place } from '$lib/kernel';
import { place } from './place';

export const navigation: Place[] = [
	{
		id: 'search',
		path: '/search',
		label: (language) => language.translate('search', place).search,
		icon: Search,
		order: 50,
		key: 'f'
	}
];
