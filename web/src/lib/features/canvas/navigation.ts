import PenLine from '@lucide/svelte/icons/pen-line';
import type { Place } from '$lib/kernel';
import { place } from './place';

export const navigation: Place[] = [
	{
		id: 'canvas',
		path: '/canvas',
		label: (language) => language.translate('canvas', place).canvas,
		icon: PenLine,
		order: 250,
		key: 'c'
	}
];
