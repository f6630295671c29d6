import { createContext, type Snippet } from 'svelte';

/** What the page has to show beside its column, where there is room for it. */
export class Aside {
	content = $state.raw<Snippet | null>(null);

	show(content: Snippet): () => void {
		this.content = content;
		return () => {
			if (this.content === content) this.content = null;
		};
	}
}

export const [useAside, provideAside] = createContext<Aside>();
