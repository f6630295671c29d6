import type { ApiError } from '$lib/api';
import {
	applySettingsEvent,
	losePlace,
	nothing,
	read,
	withLook,
	type Latest,
	type Look
} from './apply';
import type { OwnPerson, Settings, SettingsEvent } from './wire';

export type Load = 'loading' | 'ready' | 'error';

/** One's own profile, with what is being saved laid over what the server says. */
export class ProfileStore {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);

	#kept = $state.raw<OwnPerson | null>(null);
	#intents = $state.raw<readonly Look[]>([]);
	#asked = 0;
	#answered = 0;

	readonly person: OwnPerson | null = $derived(
		this.#kept ? this.#intents.reduce<OwnPerson>(withLook, this.#kept) : null
	);

	/** Marks a question to the house; what is answered to an earlier one than the last is old. */
	begin(): number {
		if (this.load === 'error') this.load = 'loading';
		this.#asked += 1;
		return this.#asked;
	}

	read(person: OwnPerson, question: number): void {
		if (question <= this.#answered) return;
		this.#answered = question;
		this.#kept = person;
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (!this.#kept) this.load = 'error';
	}

	intend(look: Look): void {
		this.#intents = [...this.#intents, look];
	}

	undo(look: Look): void {
		this.#intents = this.#intents.filter((other) => other !== look);
	}
}

/** How the house looks to this member, on every device of theirs. */
export class SettingsStore {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);

	#state = $state.raw<Latest<Settings>>(nothing);
	#intents = $state.raw<readonly Partial<Settings>[]>([]);

	/** As shown: a choice counts at once, before the server has it. */
	readonly settings: Settings | null = $derived(
		this.#state.value
			? this.#intents.reduce<Settings>((all, one) => ({ ...all, ...one }), this.#state.value)
			: null
	);

	begin(): number {
		if (this.load === 'error') this.load = 'loading';
		return this.#state.offset;
	}

	read(settings: Settings, since: number): void {
		this.#state = read(this.#state, settings, since);
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (!this.#state.value) this.load = 'error';
	}

	apply(event: SettingsEvent): void {
		this.#state = applySettingsEvent(this.#state, event);
		this.load = 'ready';
	}

	losePlace(): void {
		this.#state = losePlace(this.#state);
	}

	intend(change: Partial<Settings>): void {
		this.#intents = [...this.#intents, change];
	}

	undo(change: Partial<Settings>): void {
		this.#intents = this.#intents.filter((other) => other !== change);
	}
}

export class ProfilesStore {
	readonly profile = new ProfileStore();
	readonly settings = new SettingsStore();
}
