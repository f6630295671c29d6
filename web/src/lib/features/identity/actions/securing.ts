import { ApiError, type Api } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import type { en } from '../messages';
import { Unconfirmed, type IdentityStore } from '../store.svelte';
import type { Me, SessionEvent } from '../types';
import type { Confirming } from './confirming';

export interface Notice {
	tone: 'success' | 'bad' | 'plain';
	text: string;
}

export interface SecuringPorts {
	api: Api;
	confirming: Confirming;
	store: IdentityStore;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	/** The sentence for a person about what went wrong. */
	explain: (error: unknown) => string;
	ownSessionId: () => string | null;
	/** What the server now says about the account of whoever is signed in. */
	accountChanged: (change: Partial<Me>) => void;
	/** The account is gone, and with it everything behind the door. */
	leave: () => void;
	/** Settles once nothing that happens from now on can be missed. */
	ready: () => Promise<void>;
	/** Asks whether this browser is still signed in, and leaves when it is not. */
	checkSession: () => Promise<void>;
}

/** What a member does to keep their account theirs. */
export class Securing {
	readonly #ports: SecuringPorts;

	constructor(ports: SecuringPorts) {
		this.#ports = ports;
	}

	async readSessions(): Promise<void> {
		await this.#ports.ready();
		const { sessions } = this.#ports.store;
		const since = sessions.begin();
		try {
			const answer = await this.#ports.api.get('/api/v1/auth/sessions');
			sessions.read(answer.sessions, since);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			sessions.fail(error);
		}
	}

	hear(event: SessionEvent): void {
		const { sessions } = this.#ports.store;
		const mine =
			event.type === 'session_ended' && event.data.session_id === this.#ports.ownSessionId();
		// The server may end and renew this very session, so its end is asked about before it is believed.
		if (mine) void this.#ports.checkSession();
		else sessions.apply(event);
	}

	async endSession(id: string, device: string): Promise<void> {
		await this.#endSessions([id], this.#words.session_ended(device), () =>
			this.#ports.api.delete('/api/v1/auth/sessions/{session_id}', {
				params: { path: { session_id: id } }
			})
		);
	}

	async endOtherSessions(): Promise<void> {
		const ids = this.#ports.store.sessions.others.map((session) => session.id);
		await this.#endSessions(ids, this.#words.all_others_ended, () =>
			this.#ports.api.delete('/api/v1/auth/sessions')
		);
	}

	async changePassword(current: string, next: string, endOthers: boolean): Promise<true> {
		const { api, notify, store } = this.#ports;
		await api.post('/api/v1/auth/password', {
			body: { current_password: current, new_password: next, end_other_sessions: endOthers }
		});
		if (endOthers) store.sessions.ended(store.sessions.others.map((session) => session.id));
		notify({
			tone: 'success',
			text: endOthers ? this.#words.password_changed_everywhere : this.#words.password_changed
		});
		return true;
	}

	async changeEmail(email: string, password: string): Promise<true> {
		const { api, notify, accountChanged } = this.#ports;
		const { user } = await api.patch('/api/v1/auth/email', {
			body: { email: email.trim() || null, current_password: password }
		});
		accountChanged(user);
		const { email_asked, email_removed, email_saved } = this.#words;
		const said = user.email ? email_saved : email_removed;
		notify({
			tone: 'success',
			text: user.email_pending ? email_asked(user.email_pending) : said
		});
		return true;
	}

	async sendEmailLink(address: string): Promise<void> {
		const { api, explain, notify } = this.#ports;
		try {
			await api.post('/api/v1/auth/email/link');
			notify({ tone: 'success', text: this.#words.email_link_sent(address) });
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			notify({ tone: 'danger', text: explain(error) });
		}
	}

	/** The address that is kept, if there is one, stays. */
	async giveUpEmailChange(kept: string | null): Promise<void> {
		const { api, accountChanged, checkSession, explain, notify } = this.#ports;
		const { email_given_up, email_stays } = this.#words;
		try {
			await api.delete('/api/v1/auth/email/pending');
			accountChanged({ email_pending: null });
			notify({ tone: 'success', text: kept ? email_stays(kept) : email_given_up });
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			notify({ tone: 'danger', text: explain(error) });
			// Given up elsewhere, or confirmed, in the same moment.
			if (error.status === 409) await checkSession();
		}
	}

	async readSecondStep(): Promise<void> {
		const { secondStep } = this.#ports.store;
		if (secondStep.load === 'error') secondStep.load = 'loading';
		try {
			const answer = await this.#ports.api.get('/api/v1/auth/second-factor');
			secondStep.read(answer.second_factor);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			secondStep.fail(error);
		}
	}

	async setUpSecondStep(): Promise<void> {
		const { api, store } = this.#ports;
		const answer = await this.#try(() => api.post('/api/v1/auth/second-factor'));
		if (answer) store.secondStep.setup = answer.second_factor;
	}

	async confirmSecondStep(code: string): Promise<void> {
		const { api, accountChanged, notify, store } = this.#ports;
		const { secondStep } = store;
		secondStep.busy = true;
		secondStep.codeError = null;
		try {
			const answer = await api.post('/api/v1/auth/second-factor/confirm', {
				body: { code: code.trim() }
			});
			secondStep.turnedOn(answer.recovery_codes);
			accountChanged({ two_factor: true });
			notify({ tone: 'success', text: this.#words.second_factor_turned_on });
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			secondStep.codeError =
				error.status === 422 ? this.#words.code_wrong : this.#ports.explain(error);
		} finally {
			secondStep.busy = false;
		}
	}

	async turnOffSecondStep(): Promise<void> {
		const { api, accountChanged, notify, store } = this.#ports;
		const answer = await this.#try(() => api.delete('/api/v1/auth/second-factor'));
		if (!answer) return;
		store.secondStep.turnedOff();
		accountChanged({ two_factor: false });
		notify({ tone: 'success', text: this.#words.second_factor_turned_off });
	}

	async renewRecoveryCodes(): Promise<void> {
		const { api, store } = this.#ports;
		const answer = await this.#try(() => api.post('/api/v1/auth/recovery-codes'));
		if (answer) store.secondStep.showCodes(answer.recovery_codes);
	}

	async deleteAccount(): Promise<void> {
		const answer = await this.#try(() => this.#ports.api.delete('/api/v1/users/me'));
		if (answer) this.#ports.leave();
	}

	get #words(): typeof en {
		return this.#ports.words();
	}

	async #endSessions(ids: string[], done: string, call: () => Promise<unknown>): Promise<void> {
		const { sessions } = this.#ports.store;
		sessions.hide(ids);
		const answer = await this.#try(call);
		if (!answer) {
			sessions.show(ids);
			return;
		}
		sessions.ended(ids);
		this.#ports.notify({ tone: 'success', text: done });
	}

	/** Does what needs a confirmed member; says why when it could not be done. */
	async #try<T>(call: () => Promise<T>): Promise<T | null> {
		try {
			return await this.#ports.confirming.around(call);
		} catch (error) {
			if (error instanceof Unconfirmed) {
				this.#ports.notify({ tone: 'neutral', text: this.#words.cancelled_because_unconfirmed });
			} else if (error instanceof ApiError) {
				this.#ports.notify({
					tone: 'danger',
					text: this.#words.undone(this.#ports.explain(error))
				});
			} else throw error;
			return null;
		}
	}
}
