import { SvelteMap } from 'svelte/reactivity';
import type { PersonShown } from './wire';

/**
 * Friends who changed what they show while one has them before one's eyes: every row and card
 * asks here, so that all of them change at once.
 */
export class Faces {
	#now = new SvelteMap<string, PersonShown>();

	/** Somebody as they show themselves now. */
	of<Person extends PersonShown>(person: Person): Person {
		const now = this.#now.get(person.id);
		return now ? { ...person, ...now } : person;
	}

	read(person: PersonShown): void {
		this.#now.set(person.id, person);
	}

	/** What is read from now on is newer than what was kept here. */
	clear(): void {
		this.#now.clear();
	}
}
