import type { ApiError } from '$lib/api';
import { applyConfigEvent, noConfig, readConfig, type ConfigState } from '../apply';
import type { ConfigEvent, SiteConfig } from '../types';
import type { Load } from './members.svelte';

/** The settings of the house, with what the admin is changing right now laid over them. */
export class SiteSettings {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);

	#state = $state.raw<ConfigState>(noConfig);
	#intents = $state.raw<readonly Partial<SiteConfig>[]>([]);

	/** As shown: switches and choices appear at once. */
	readonly config: SiteConfig | null = $derived(
		this.#state.config
			? this.#intents.reduce<SiteConfig>((all, one) => ({ ...all, ...one }), this.#state.config)
			: null
	);

	begin(): number {
		if (this.load === 'error') this.load = 'loading';
		return this.#state.offset;
	}

	read(config: SiteConfig, since: number): void {
		this.#state = readConfig(this.#state, config, since);
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (!this.#state.config) this.load = 'error';
	}

	apply(event: ConfigEvent): void {
		this.#state = applyConfigEvent(this.#state, event);
		this.load = 'ready';
	}

	losePlace(): void {
		this.#state = { ...this.#state, offset: -1 };
	}

	intend(change: Partial<SiteConfig>): void {
		this.#intents = [...this.#intents, change];
	}

	undo(change: Partial<SiteConfig>): void {
		this.#intents = this.#intents.filter((other) => other !== change);
	}

	confirm(change: Partial<SiteConfig>, config: SiteConfig, since: number): void {
		this.undo(change);
		this.read(config, since);
	}
}
