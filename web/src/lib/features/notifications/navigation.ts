import Bell from '@lucide/svelte/icons/bell';
import type { Place } from '$lib/kernel';
import { place } from './place';

export const navigation: Place[] = [
	{
		id: 'notifications',
		path: '/notifications',
		label: (language) => language.translate('notifications', place).notifications,
		icon: Bell,
		order: 200,
		key: 'n'
	}
];
