import type { ApiError } from '$lib/api';
import {
	applyProfileEvent,
	applySettingsEvent,
	losePlace,
	nothing,
	read,
	type Latest
} from './apply';
import type { Person, ProfileChange, ProfileEvent, Settings, SettingsEvent } from './types';

export type Load = 'loading' | 'ready' | 'error';

/** One's own profile, with what is being saved laid over what the server says. */
export class ProfileStore {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);

	#state = $state.raw<Latest<Person>>(nothing);
	#intent = $state.raw<ProfileChange | null>(null);

	readonly person: Person | null = $derived(
		this.#state.value ? { ...this.#state.value, ...this.#intent } : null
	);

	begin(): number {
		if (this.load === 'error') this.load = 'loading';
		return this.#state.offset;
	}

	read(person: Person, since: number): void {
		this.#state = read(this.#state, person, since);
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (!this.#state.value) this.load = 'error';
	}

	apply(event: ProfileEvent): void {
		this.#state = applyProfileEvent(this.#state, event);
		this.load = 'ready';
	}

	losePlace(): void {
		this.#state = losePlace(this.#state);
	}

	intend(change: ProfileChange): void {
		this.#intent = change;
	}

	undo(change: ProfileChange): void {
		if (this.#intent === change) this.#intent = null;
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
