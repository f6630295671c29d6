import { createContext, onDestroy, untrack } from 'svelte';

export interface Shortcut {
	/** A key (`/`, `?`), a chord of two keys pressed in turn (`g h`), or `mod+k`. */
	keys: string;
	/** Shown in the list of keys. */
	label: () => string;
	run: () => void;
	/** Also while typing; only for what no text can contain. */
	everywhere?: boolean;
}

const chordWithin = 1_200;

/** All keys that do something, bound by whoever is on the page at the moment. */
export class Keyboard {
	shortcuts = $state.raw<Shortcut[]>([]);

	#first: string | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** The newest binding of a key wins; the returned function unbinds. */
	bind(shortcut: Shortcut): () => void {
		this.shortcuts = [...this.shortcuts, shortcut];
		return () => {
			this.shortcuts = this.shortcuts.filter((other) => other !== shortcut);
		};
	}

	handle(event: KeyboardEvent): void {
		if (event.defaultPrevented || event.isComposing || event.repeat) return;
		const key = keyOf(event);
		if (key === null) return;
		const chord = this.#first === null ? null : `${this.#first} ${key}`;
		this.#forget();

		const shortcut = (chord && this.#find(chord)) || this.#find(key);
		const blocked = isTyping(event.target) || isBehindDialog();
		if (shortcut && (shortcut.everywhere || !blocked)) {
			event.preventDefault();
			shortcut.run();
		} else if (!blocked && this.#startsChord(key)) {
			this.#first = key;
			this.#timer = setTimeout(() => this.#forget(), chordWithin);
		}
	}

	#find(keys: string): Shortcut | undefined {
		return this.shortcuts.findLast((shortcut) => shortcut.keys === keys);
	}

	#startsChord(key: string): boolean {
		return this.shortcuts.some((shortcut) => shortcut.keys.startsWith(`${key} `));
	}

	#forget(): void {
		clearTimeout(this.#timer);
		this.#first = null;
	}
}

function keyOf(event: KeyboardEvent): string | null {
	if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return null;
	const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
	if (event.metaKey || event.ctrlKey) return event.altKey ? null : `mod+${key}`;
	return event.altKey ? null : key;
}

function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable) return true;
	if (target instanceof HTMLInputElement) {
		return !['checkbox', 'radio', 'button', 'submit', 'range', 'color'].includes(target.type);
	}
	return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** What lies under an open dialog is out of reach for keys as it is for the pointer. */
function isBehindDialog(): boolean {
	return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

export const [useKeyboard, provideKeyboard] = createContext<Keyboard>();

/**
 * Bind keys for as long as the component is there. Bound while it is being made and not in an
 * effect: what stands around a page is made before it, so the page's own keys are the newer.
 */
export function useShortcuts(shortcuts: Shortcut[]): void {
	const keyboard = useKeyboard();
	const unbind = untrack(() => shortcuts.map((shortcut) => keyboard.bind(shortcut)));
	onDestroy(() => unbind.forEach((undo) => undo()));
}
