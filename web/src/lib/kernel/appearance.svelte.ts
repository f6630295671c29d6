import { createContext } from 'svelte';
import type { Settings } from '$lib/api';
import { recall, remember } from './storage';

export type Theme = Settings['theme'];
export type TextSize = Settings['text_size'];

interface Look {
	theme: Theme;
	text_size: TextSize;
	reduce_motion: boolean;
}

const storageKey = 'appearance';
const usual: Look = { theme: 'system', text_size: 'normal', reduce_motion: false };

/**
 * How the house looks to this member. Kept on the device as well, so that the next start is
 * right from the first paint: `app.html` reads the same entry.
 */
export class Appearance {
	theme = $state<Theme>(usual.theme);
	textSize = $state<TextSize>(usual.text_size);
	reduceMotion = $state(usual.reduce_motion);

	constructor() {
		const kept = recall(storageKey);
		if (typeof kept === 'object' && kept !== null) this.apply(kept as Partial<Look>);
	}

	/** Take over what the settings say; what they do not mention stays. */
	apply(look: Partial<Look>): void {
		if (look.theme) this.theme = look.theme;
		if (look.text_size) this.textSize = look.text_size;
		if (typeof look.reduce_motion === 'boolean') this.reduceMotion = look.reduce_motion;
		this.#show();
		remember(storageKey, {
			theme: this.theme,
			text_size: this.textSize,
			reduce_motion: this.reduceMotion
		});
	}

	#show(): void {
		const { dataset } = document.documentElement;
		setOrDrop(dataset, 'theme', this.theme, usual.theme);
		setOrDrop(dataset, 'textSize', this.textSize, usual.text_size);
		setOrDrop(dataset, 'reduceMotion', String(this.reduceMotion), 'false');
	}
}

function setOrDrop(dataset: DOMStringMap, key: string, value: string, dropped: string): void {
	if (value === dropped) delete dataset[key];
	else dataset[key] = value;
}

export const [useAppearance, provideAppearance] = createContext<Appearance>();
