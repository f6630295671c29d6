import House from '@lucide/svelte/icons/house';
import Settings from '@lucide/svelte/icons/settings';
import Shield from '@lucide/svelte/icons/shield';
import type { Me } from '$lib/api';
import type { Language, Place } from '$lib/kernel';
import { en } from './messages';

const texts = (language: Language) => language.translate('shell', en);

const own: Place[] = [
	{
		id: 'home',
		path: '/',
		label: (language) => texts(language).home,
		icon: House,
		order: 0,
		key: 'h'
	},
	{
		id: 'settings',
		path: '/settings',
		label: (language) => texts(language).settings,
		icon: Settings,
		order: 900,
		key: 's'
	},
	{
		id: 'admin',
		path: '/admin',
		label: (language) => texts(language).admin,
		icon: Shield,
		order: 950,
		key: 'a',
		mayEnter: (me) => me.is_admin
	}
];

const fromFeatures = import.meta.glob<{ navigation: Place[] }>('../features/*/navigation.ts', {
	eager: true
});

/** Every place there is for this member, in the order of the rail. */
export function placesFor(me: Me): Place[] {
	return [...own, ...Object.values(fromFeatures).flatMap((feature) => feature.navigation)]
		.filter((place) => place.mayEnter?.(me) ?? true)
		.sort((a, b) => a.order - b.order);
}

/** Past two digits nobody counts any more. */
export function shortCount(count: number): string {
	return count > 99 ? '99+' : String(count);
}

/** Whether a path lies in a place: the place itself or anything below it. */
export function isAt(place: Place, pathname: string): boolean {
	if (place.path === '/') return pathname === '/';
	return [place.path, ...(place.also ?? [])].some(
		(path) => pathname === path || pathname.startsWith(`${path}/`)
	);
}
