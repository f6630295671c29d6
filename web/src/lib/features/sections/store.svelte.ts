import type { ApiError } from '$lib/api';
import { dotted, noteNew, noteRead, noteSeen, nothingNew, type News } from './apply';
import type { Section, SectionType } from './wire';

export class SectionsStore {
	load = $state<'loading' | 'ready' | 'error'>('loading');
	error = $state.raw<ApiError | null>(null);
	list = $state.raw<readonly Section[]>([]);
	#news = $state.raw<News>(nothingNew);

	byType(type: string): Section | undefined {
		return this.list.find((section) => section.type === type);
	}

	byId(id: string | null): Section | undefined {
		return this.list.find((section) => section.id === id);
	}

	hasNews(id: string): boolean {
		return dotted(this.#news, id);
	}

	read(sections: readonly Section[]): void {
		this.list = sections;
		this.#news = noteRead(this.#news, sections);
		this.load = 'ready';
		this.error = null;
	}

	/** It is called otherwise from now on; what is new in it is not touched. */
	renamed({ id, name }: Pick<Section, 'id' | 'name'>): void {
		this.list = this.list.map((section) => (section.id === id ? { ...section, name } : section));
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.list.length === 0) this.load = 'error';
	}

	/** Somebody posted there. */
	arrived(sectionId: string, postId: string): void {
		this.#news = noteNew(this.#news, sectionId, postId);
	}

	/** The member looks at the section. */
	seen(sectionId: string): void {
		this.#news = noteSeen(this.#news, sectionId);
	}
}

export type { SectionType };
