import Users from '@lucide/svelte/icons/users';
import type { Place } from '$lib/kernel';
import { place } from './place';

export const navigation: Place[] = [
	{
		id: 'friends',
		path: '/friends',
		also: ['/people'],
		label: (language) => language.translate('graph', place).friends,
		icon: Users,
		order: 210,
		key: 'p'
	}
];
