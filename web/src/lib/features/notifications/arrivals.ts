/**
 * In which sections somebody has posted since there was last nothing new. Where a section has a dot
 * already, for what was there before one came, the first post is news all the same.
 */
export class Arrivals {
	#sections = new Set<string>();

	/** Whether nothing had come there. */
	isFirst(sectionId: string): boolean {
		const first = !this.#sections.has(sectionId);
		this.#sections.add(sectionId);
		return first;
	}

	/** Where nothing is new any more, the next is the first. */
	keep(sectionIds: readonly string[]): void {
		this.#sections = new Set(sectionIds.filter((id) => this.#sections.has(id)));
	}
}
