import { ApiError } from '$lib/api';
import { anybody, type Query } from './query';
import type { PeopleRemote } from './remote';
import type { PeopleFound } from './store.svelte';
import type { PersonFound } from './wire';

export interface LookingPorts {
	remote: PeopleRemote;
	store: PeopleFound;
	/** Takes note of how one stands to those who were found. */
	meet: (people: readonly PersonFound[], since: number) => void;
	heard: () => number;
}

/** Looks for people; an answer to a question that is no longer asked is left aside. */
export class Looking {
	readonly #ports: LookingPorts;
	#query = anybody;
	#question = 0;

	constructor(ports: LookingPorts) {
		this.#ports = ports;
	}

	async ask(query: Query): Promise<void> {
		const { store } = this.#ports;
		this.#query = query;
		const question = ++this.#question;
		store.begin();
		try {
			await this.#find(question, null);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (question === this.#question) store.fail(error);
		}
	}

	retry(): Promise<void> {
		return this.ask(this.#query);
	}

	async more(): Promise<void> {
		await this.#find(this.#question, this.#ports.store.cursor);
	}

	stop(): void {
		this.#question += 1;
	}

	async #find(question: number, cursor: string | null): Promise<void> {
		const { heard, meet, remote, store } = this.#ports;
		const since = heard();
		const page = await remote.find(this.#query, cursor);
		if (question !== this.#question) return;
		meet(page.people, since);
		store.read(page, cursor !== null);
	}
}
