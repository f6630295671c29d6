import { ApiError } from '$lib/api';
import type { Deferred, ToastRequest } from '$lib/kernel';
import type { Change } from './apply';
import type { en } from './messages';
import type { GraphRemote } from './remote';
import type { People } from './store.svelte';
import type { Ties } from './ties.svelte';
import { nameOf, type PersonShown, type Relationship, type Tie } from './wire';

export interface GraphPorts {
	remote: GraphRemote;
	ties: Ties;
	/** The last thing that is being done about each person; the next waits for it. */
	turns: Map<string, Promise<unknown>>;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	explain: (error: unknown) => string;
	/** For what cannot be taken back once it has happened: it waits for a change of mind. */
	defer: (act: Deferred) => void;
	/** Does at once what still waits. */
	flush: () => void;
}

/** What the server made of it: the whole relationship, what has changed, or nothing. */
type Outcome = Relationship | Change | null;

/**
 * Changes between oneself and somebody. Each counts at once; what fails is taken back with the
 * reason. What concerns one person happens one after the other, so that taking a request back
 * waits until it is sent.
 */
export class Relating {
	readonly #ports: GraphPorts;

	constructor(ports: GraphPorts) {
		this.#ports = ports;
	}

	async tie(person: PersonShown, tie: Tie, on: boolean): Promise<boolean> {
		const { remote } = this.#ports;
		const change: Change = { kind: tie, on };
		const done = await this.#do(person, change, () => remote.tie(tie, person.id, on));
		if (done) this.#say(tie, on, person);
		return done;
	}

	/** Whoever has been asked by them already accepts by asking back. */
	async ask(person: PersonShown, message: string): Promise<boolean> {
		const { flush, notify, remote, words } = this.#ports;
		flush();
		return this.#do(person, { kind: 'ask' }, async () => {
			const request = await remote.ask(person.id, message.trim() || null);
			if (request.status === 'accepted') return { kind: 'accept' };
			if (request.status === 'pending') return { kind: 'ask', request: request.id };
			notify({ text: words().takes_none(nameOf(person)) });
			return null;
		});
	}

	async cancel(person: PersonShown): Promise<boolean> {
		return this.#do(person, { kind: 'cancel' }, async () => {
			const request = this.#requestOf(person);
			if (!request) return null;
			await this.#ports.remote.cancel(request);
			return { kind: 'cancel' };
		});
	}

	async accept(person: PersonShown): Promise<boolean> {
		const { notify, remote, words } = this.#ports;
		const done = await this.#do(person, { kind: 'accept' }, async () => {
			const request = this.#requestOf(person);
			if (!request) return null;
			await remote.respond(request, 'accept');
			return { kind: 'accept' };
		});
		if (done) notify({ tone: 'success', text: words().friends_now(nameOf(person)) });
		return done;
	}

	/** They cannot ask again for a while, and are not told. */
	decline(person: PersonShown): void {
		const text = this.#ports.words().declined(nameOf(person));
		this.#defer(person, { kind: 'decline' }, text, async () => {
			const request = this.#requestOf(person);
			if (request) await this.#ports.remote.respond(request, 'decline').catch(tooLate);
		});
	}

	unfriend(person: PersonShown): void {
		const text = this.#ports.words().unfriended(nameOf(person));
		this.#defer(person, { kind: 'unfriend' }, text, () => this.#ports.remote.unfriend(person.id));
	}

	/** Makes or looses the tie of a row in a list; the row stays where it is. */
	async tieInList(people: People, person: PersonShown, tie: Tie, on: boolean): Promise<void> {
		const { remote } = this.#ports;
		people.loose(person.id, !on);
		const done = await this.#do(person, { kind: tie, on }, () => remote.tie(tie, person.id, on));
		if (!done) people.loose(person.id, on);
	}

	async #do(person: PersonShown, change: Change, call: () => Promise<Outcome>): Promise<boolean> {
		const { explain, notify, ties, words } = this.#ports;
		const undo = ties.intend(person.id, change);
		try {
			await this.#inTurn(person, call);
			return true;
		} catch (error) {
			notify({ tone: 'danger', text: words().undone(explain(error)) });
			void this.#lookAgain(person, error);
			return false;
		} finally {
			undo();
		}
	}

	#defer(person: PersonShown, change: Change, text: string, call: () => Promise<unknown>): void {
		const undo = this.#ports.ties.intend(person.id, change);
		const commit = async () => {
			try {
				await this.#inTurn(person, async () => {
					await call();
					return change;
				});
				undo();
			} catch (error) {
				void this.#lookAgain(person, error);
				throw error;
			}
		};
		this.#ports.defer({ text, undo, commit });
	}

	#inTurn(person: PersonShown, call: () => Promise<Outcome>): Promise<void> {
		const { ties, turns } = this.#ports;
		const before = turns.get(person.id) ?? Promise.resolve();
		const turn = before.then(async () => {
			const since = ties.heard;
			const outcome = await call();
			if (outcome && 'kind' in outcome) ties.confirm(person.id, outcome, since);
			else if (outcome) ties.read(person.id, outcome, since);
		});
		turns.set(
			person.id,
			turn.catch(() => {})
		);
		return turn;
	}

	/** A refusal may mean that things stand otherwise than was shown. */
	async #lookAgain({ id }: PersonShown, error: unknown): Promise<void> {
		if (!(error instanceof ApiError) || (error.status !== 409 && error.status !== 404)) return;
		const { remote, ties } = this.#ports;
		const since = ties.heard;
		const standing = await remote.person(id).catch(() => null);
		if (standing) ties.read(id, standing.relationship, since);
	}

	#requestOf({ id }: PersonShown): string | null {
		return this.#ports.ties.settled(id)?.request_id ?? null;
	}

	#say(tie: Tie, on: boolean, person: PersonShown): void {
		if (tie === 'follow') return;
		const { notify, words } = this.#ports;
		const { blocked_now, muted_now, unblocked_now, unmuted_now, undo } = words();
		const text = {
			block: on ? blocked_now : unblocked_now,
			mute: on ? muted_now : unmuted_now
		}[tie](nameOf(person));
		const run = () => void this.tie(person, tie, !on);
		notify({ text, action: { label: undo, run } });
	}
}

/** Nothing is left to decline once it was taken back or has run out. */
function tooLate(error: unknown): void {
	if (!(error instanceof ApiError) || error.code !== 'REQUEST_CLOSED') throw error;
}
