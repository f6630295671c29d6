import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import type { Place } from '$lib/kernel';
import { en } from './messages';
import SectionLinks from './SectionLinks.svelte';

export const navigation: Place[] = [
	{
		id: 'sections',
		path: '/sections',
		label: (language) => language.translate('sections', en).sections,
		icon: LayoutGrid,
		order: 100,
		key: 'e',
		below: SectionLinks
	}
];
