import { createContext, untrack, type Component } from 'svelte';

export interface Command {
	id: string;
	label: string;
	/** Other words by which people may look for it. */
	keywords?: string[];
	icon?: Component;
	keys?: string;
	run: () => void;
}

/** Everything the palette can do, told by whoever is on the page. */
export class Commands {
	#sources = $state.raw<(() => Command[])[]>([]);

	get all(): Command[] {
		return this.#sources.flatMap((source) => source());
	}

	add(source: () => Command[]): () => void {
		this.#sources = [...this.#sources, source];
		return () => {
			this.#sources = this.#sources.filter((other) => other !== source);
		};
	}
}

export const [useCommands, provideCommands] = createContext<Commands>();

/** Offer commands for as long as the component is there; read anew whenever the palette opens. */
export function useCommandSource(source: () => Command[]): void {
	const commands = useCommands();
	$effect(() => untrack(() => commands.add(source)));
}
