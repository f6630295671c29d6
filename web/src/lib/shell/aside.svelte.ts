import { createContext, type Snippet } from 'svelte';

/** What the page has to show beside its column, where there is room for it. */
export class Aside {
	content = $state.raw<Snippet | null>(null);
	/** It needs more room than a few facts do. */
	wide = $state(false);

	show(content: Snippet, wide: boolean): () => void {
		this.content = content;
		this.wide = wide;
		return () => {
			if (this.content === content) this.content = null;
		};
	}
}

export const [useAside, provideAside] = createContext<Aside>();
