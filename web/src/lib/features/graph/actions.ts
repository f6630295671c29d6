import { ApiError } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import type { en } from './messages';
import type { People, Somebody } from './store.svelte';
import type { GraphRemote, PeoplePage, PersonShown, Tie } from './wire';

export interface GraphPorts {
	remote: GraphRemote;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	explain: (error: unknown) => string;
}

/** Whom one follows, and from whom one wants to hear nothing. */
export class Relating {
	readonly #ports: GraphPorts;

	constructor(ports: GraphPorts) {
		this.#ports = ports;
	}

	async read(somebody: Somebody, reference: string): Promise<void> {
		if (somebody.load === 'error') somebody.load = 'loading';
		try {
			somebody.read(await this.#ports.remote.person(reference));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			somebody.fail(error);
		}
	}

	/** Counts at once; what fails is taken back with the reason. */
	async tie(somebody: Somebody, tie: Tie, on: boolean): Promise<boolean> {
		const person = somebody.standing?.user;
		if (!person) return false;
		const undo = somebody.intend(tie, on);
		try {
			const relationship = await this.#ports.remote.tie(tie, person.id, on);
			undo();
			somebody.confirm(tie, on, relationship);
			this.#say(tie, on, person, () => void this.tie(somebody, tie, !on));
			return true;
		} catch (error) {
			undo();
			this.#undone(error);
			return false;
		}
	}

	async readPeople(
		people: People,
		source: (cursor: string | null) => Promise<PeoplePage>,
		{ more = false } = {}
	): Promise<void> {
		if (people.load === 'error') people.load = 'loading';
		try {
			people.read(await source(more ? people.cursor : null), more);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			people.fail(error);
			if (more) throw error;
		}
	}

	/** Makes or looses the tie of a row in a list; the row stays where it is. */
	async tieInList(people: People, person: PersonShown, tie: Tie, on: boolean): Promise<void> {
		people.loose(person.id, !on);
		try {
			await this.#ports.remote.tie(tie, person.id, on);
		} catch (error) {
			people.loose(person.id, on);
			this.#undone(error);
		}
	}

	#say(tie: Tie, on: boolean, person: PersonShown, back: () => void): void {
		if (tie === 'follow') return;
		const words = this.#ports.words();
		const name = person.display_name ?? person.username;
		const text = {
			block: on ? words.blocked_now(name) : words.unblocked_now(name),
			mute: on ? words.muted_now(name) : words.unmuted_now(name)
		}[tie];
		this.#ports.notify({ text, action: { label: words.undo, run: back } });
	}

	#undone(error: unknown): void {
		const { explain, notify, words } = this.#ports;
		notify({ tone: 'danger', text: words().undone(explain(error)) });
	}
}
