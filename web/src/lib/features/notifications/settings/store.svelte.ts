import type { ApiError } from '$lib/api';
import type { Told } from '../apply';
import type { Preferences, PreferencesChange, PreferenceEvent, SectionSubscription } from '../wire';
import { nothing, tell, withChange, withSubscription, type Kept } from './apply';

/** What a member wants to be told, with what is being saved laid over what the server says. */
export class PreferencesStore {
	load = $state<'loading' | 'ready' | 'error'>('loading');
	error = $state.raw<ApiError | null>(null);

	#heard = -1;
	#preferences = $state.raw<Kept<Preferences>>(nothing);
	#changes = $state.raw<readonly PreferencesChange[]>([]);
	#sections = $state.raw<Readonly<Record<string, Told<boolean>>>>({});
	#switching = $state.raw<readonly SectionSubscription[]>([]);

	readonly preferences: Preferences | null = $derived(
		this.#preferences.value && this.#changes.reduce(withChange, this.#preferences.value)
	);

	get heard(): number {
		return this.#heard;
	}

	/** Unknown until it was read. */
	subscribed(sectionId: string): boolean | null {
		const meant = this.#switching.findLast(({ section_id }) => section_id === sectionId);
		return meant?.subscribed ?? this.#sections[sectionId]?.value ?? null;
	}

	read(preferences: Preferences, since: number): void {
		this.#preferences = tell(this.#preferences, preferences, since);
		this.load = 'ready';
		this.error = null;
	}

	readSections(subscriptions: readonly SectionSubscription[], since: number): void {
		this.#sections = subscriptions.reduce(
			(all, one) => withSubscription(all, one, since),
			this.#sections
		);
	}

	fail(error: ApiError): void {
		this.error = error;
		if (!this.#preferences.value) this.load = 'error';
	}

	apply({ data, offset, type }: PreferenceEvent): void {
		this.#heard = Math.max(this.#heard, offset);
		if (type === 'preferences_updated') {
			this.#preferences = tell(this.#preferences, data.preferences, offset);
		} else {
			this.#sections = withSubscription(this.#sections, data.subscription, offset);
		}
	}

	intend(change: PreferencesChange): () => void {
		this.#changes = [...this.#changes, change];
		return () => {
			this.#changes = this.#changes.filter((other) => other !== change);
		};
	}

	intendSection(switched: SectionSubscription): () => void {
		this.#switching = [...this.#switching, switched];
		return () => {
			this.#switching = this.#switching.filter((other) => other !== switched);
		};
	}

	losePlace(): void {
		this.#heard = -1;
		this.#preferences = { ...this.#preferences, at: -1 };
		this.#sections = Object.fromEntries(
			Object.entries(this.#sections).map(([id, { value }]) => [id, { value, at: -1 }])
		);
	}
}
