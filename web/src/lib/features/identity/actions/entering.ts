import type { Api } from '$lib/api';
import type { SignIn } from '../store.svelte';
import type { OneTimeLink } from '../types';

export interface Credentials {
	username: string;
	password: string;
	code: string;
}

export interface NewAccount {
	username: string;
	password: string;
	email: string;
	invite?: string;
}

export interface Entrance {
	/** Learn anew who is signed in, after the server said that somebody is. */
	entered(): Promise<void>;
	/** Learn anew what the account says of whoever is signed in here, if anybody is. */
	confirmed(): Promise<void>;
	now(): number;
}

/** The ways into the house: by password, as a newcomer, by a link. */
export class Entering {
	readonly #api: Api;
	readonly #entrance: Entrance;

	constructor(api: Api, entrance: Entrance) {
		this.#api = api;
		this.#entrance = entrance;
	}

	async signIn(form: SignIn, given: Credentials): Promise<'in' | 'waiting' | null> {
		if (form.busy) return null;
		form.begin();
		const { username, password, code } = given;
		try {
			await this.#api.post('/api/v1/auth/login', {
				body:
					form.step === 'password'
						? { username, password }
						: { username, password, code: code.trim() }
			});
			await this.#entrance.entered();
			return 'in';
		} catch (error) {
			return form.refuse(error, this.#entrance.now());
		}
	}

	register(account: NewAccount) {
		return this.#api.post('/api/v1/auth/register', {
			body: {
				username: account.username,
				password: account.password,
				...(account.email.trim() ? { email: account.email.trim() } : {}),
				...(account.invite?.trim() ? { invite: account.invite.trim() } : {})
			}
		});
	}

	async inspectLink(token: string): Promise<OneTimeLink> {
		const { link } = await this.#api.post('/api/v1/auth/links/inspect', { body: { token } });
		return link;
	}

	async createFirstAdmin(token: string, account: NewAccount): Promise<true> {
		await this.#api.post('/api/v1/auth/first-admin', {
			body: {
				token,
				username: account.username,
				password: account.password,
				...(account.email.trim() ? { email: account.email.trim() } : {})
			}
		});
		await this.#entrance.entered();
		return true;
	}

	async requestReset(username: string): Promise<true> {
		await this.#api.post('/api/v1/auth/reset/request', { body: { username: username.trim() } });
		return true;
	}

	async confirmEmail(token: string): Promise<true> {
		await this.#api.post('/api/v1/auth/email/confirm', { body: { token } });
		await this.#entrance.confirmed();
		return true;
	}

	async reset(token: string, password: string): Promise<true> {
		await this.#api.post('/api/v1/auth/reset', { body: { token, password } });
		return true;
	}
}
