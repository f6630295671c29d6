import { ApiError, type Api } from '$lib/api';
import type { Confirmation } from '../store.svelte';

/**
 * Does an act, and when the server first wants to be sure that it is the member
 * who asks, opens the question and does the act again after the answer.
 */
export class Confirming {
	readonly #api: Api;
	readonly #confirmation: Confirmation;
	readonly #hasSecondFactor: () => boolean;

	constructor(api: Api, confirmation: Confirmation, hasSecondFactor: () => boolean) {
		this.#api = api;
		this.#confirmation = confirmation;
		this.#hasSecondFactor = hasSecondFactor;
	}

	/** Throws `Unconfirmed` when the question is closed instead of answered. */
	async around<T>(act: () => Promise<T>): Promise<T> {
		try {
			return await act();
		} catch (error) {
			if (!(error instanceof ApiError && error.code === 'REAUTHENTICATION_REQUIRED')) throw error;
		}
		await this.#confirmation.ask(this.#hasSecondFactor());
		return act();
	}

	async answer(password: string, code: string): Promise<void> {
		this.#confirmation.begin();
		try {
			await this.#api.post('/api/v1/auth/reauthenticate', {
				body: code ? { password, code } : { password }
			});
		} catch (error) {
			this.#confirmation.refuse(error);
			return;
		}
		this.#confirmation.confirmed();
	}

	cancel(): void {
		this.#confirmation.cancel();
	}
}
