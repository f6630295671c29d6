import type { Component } from 'svelte';
import type { Me } from '$lib/api';
import type { Language } from './messages';

/**
 * A place that a feature adds to the rail, the phone's bar and the palette. A feature exports
 * its places as `navigation` from `navigation.ts`; nothing else has to be told about them.
 */
export interface Place {
	id: string;
	path: string;
	/** Other paths that belong to it. */
	also?: readonly string[];
	label: (language: Language) => string;
	icon: Component;
	/** From small to large; Home is 0, Settings 900, Admin 950. */
	order: number;
	/** The second key of `g …`. */
	key?: string;
	mayEnter?: (me: Me) => boolean;
	/** What lies in it, shown below its name where the rail is wide. */
	below?: Component;
	/** Left out of the phone's bar, where there is room for five. */
	onlyWide?: boolean;
}
