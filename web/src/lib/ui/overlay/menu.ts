import type { Component } from 'svelte';

export interface MenuItem {
	label: string;
	/** A line below that says what it means. */
	hint?: string;
	icon?: Component;
	onselect: () => void;
	danger?: boolean;
	disabled?: boolean;
	/** Ticked, in a list of which one is chosen. */
	checked?: boolean;
	/** A line above, to set it apart from what comes before. */
	apart?: boolean;
}
