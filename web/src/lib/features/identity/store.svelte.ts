import { ApiError } from '$lib/api';
import { explain, explainFields, type commonWords } from '$lib/kernel';
import { applySessionEvent, noSessions, readSessions, sortedSessions } from './apply';
import type { SessionsState } from './apply';
import type { SecondFactor, SecondFactorSetup, Session, SessionEvent } from './types';

export type SignInStep = 'password' | 'code' | 'recovery';
export type SignInRefusal = 'credentials' | 'code' | ApiError;

/** Where somebody stands on the way in. What they type stays in the component. */
export class SignIn {
	step = $state<SignInStep>('password');
	refusal = $state<SignInRefusal | null>(null);
	busy = $state(false);
	/** The moment (in ms) before which another attempt would only be refused. */
	blockedUntil = $state<number | null>(null);

	begin(): void {
		this.busy = true;
		this.refusal = null;
	}

	/** Takes the server's no. Answers where to go when it is not for this form to deal with. */
	refuse(error: unknown, now: number): 'waiting' | null {
		this.busy = false;
		if (!(error instanceof ApiError)) throw error;
		switch (error.code) {
			case 'ACCOUNT_PENDING':
				return 'waiting';
			case 'SECOND_FACTOR_REQUIRED':
				this.step = 'code';
				break;
			case 'SECOND_FACTOR_INVALID':
				if (this.step === 'password') this.step = 'code';
				this.refusal = 'code';
				break;
			case 'INVALID_CREDENTIALS':
				this.step = 'password';
				this.refusal = 'credentials';
				break;
			case 'RATE_LIMITED':
				this.blockedUntil = now + (error.retryAfter ?? 60) * 1000;
				break;
			default:
				this.refusal = error;
		}
		return null;
	}

	show(step: SignInStep): void {
		this.step = step;
		this.refusal = null;
	}

	unblock(): void {
		this.blockedUntil = null;
	}
}

/** Thrown when somebody closes the question instead of confirming that it is them. */
export class Unconfirmed extends Error {
	override readonly name = 'Unconfirmed';
}

/**
 * The one question "is it you?". Acts that need it wait here together: one
 * answer lets all of them go on, one refusal stops all of them.
 */
export class Confirmation {
	open = $state(false);
	busy = $state(false);
	asksCode = $state(false);
	refusal = $state<SignInRefusal | null>(null);
	#waiting: { resolve: () => void; reject: (reason: Unconfirmed) => void }[] = [];

	ask(withCode: boolean): Promise<void> {
		if (!this.open) {
			this.open = true;
			this.asksCode = withCode;
			this.refusal = null;
		}
		return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
	}

	begin(): void {
		this.busy = true;
		this.refusal = null;
	}

	refuse(error: unknown): void {
		this.busy = false;
		if (!(error instanceof ApiError)) throw error;
		if (error.code === 'SECOND_FACTOR_REQUIRED') this.asksCode = true;
		else if (error.code === 'SECOND_FACTOR_INVALID') {
			this.asksCode = true;
			this.refusal = 'code';
		} else if (error.code === 'INVALID_CREDENTIALS') this.refusal = 'credentials';
		else this.refusal = error;
	}

	confirmed(): void {
		for (const { resolve } of this.#close()) resolve();
	}

	cancel(): void {
		for (const { reject } of this.#close()) reject(new Unconfirmed());
	}

	#close() {
		const waiting = this.#waiting;
		this.#waiting = [];
		this.open = false;
		this.busy = false;
		this.refusal = null;
		return waiting;
	}
}

/** What became of a form that was sent: under way, refused as a whole, or refused in some fields. */
export class Submission {
	busy = $state(false);
	refusal = $state<string | null>(null);
	fields = $state.raw<Readonly<Record<string, string>>>({});
	readonly #words: () => typeof commonWords;

	constructor(words: () => typeof commonWords) {
		this.#words = words;
	}

	/** Answers what the act gave, or null when it was refused and the form now says why. */
	async run<T>(
		act: () => Promise<T>,
		fieldsOf: (error: ApiError) => Record<string, string> | null = () => null
	): Promise<T | null> {
		if (this.busy) return null;
		this.busy = true;
		this.refusal = null;
		this.fields = {};
		try {
			return await act();
		} catch (error) {
			if (error instanceof Unconfirmed) return null;
			if (!(error instanceof ApiError)) throw error;
			const words = this.#words();
			this.fields = fieldsOf(error) ?? explainFields(error, words);
			if (Object.keys(this.fields).length === 0) this.refusal = explain(error, words);
			return null;
		} finally {
			this.busy = false;
		}
	}

	mend(field: string): void {
		if (!(field in this.fields)) return;
		const { [field]: _mended, ...fields } = this.fields;
		this.fields = fields;
	}
}

export type Load = 'loading' | 'ready' | 'error';

export class Sessions {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	#state = $state.raw<SessionsState>(noSessions);
	/** Those that the member is ending now: hidden at once, back if it fails. */
	#ending = $state.raw<ReadonlySet<string>>(new Set());

	readonly rows: Session[] = $derived(
		sortedSessions(this.#state).filter((session) => !this.#ending.has(session.id))
	);
	readonly others: Session[] = $derived(this.rows.filter((session) => !session.current));
	/** Marks the beginning of a reading, to be handed back with what was read. */
	begin(): SessionsState {
		if (this.load === 'error') this.load = 'loading';
		return this.#state;
	}

	read(listed: readonly Session[], since: SessionsState): void {
		this.#state = readSessions(this.#state, listed, since);
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.rows.length === 0) this.load = 'error';
	}

	apply(event: SessionEvent): void {
		this.#state = applySessionEvent(this.#state, event);
	}

	hide(ids: readonly string[]): void {
		this.#ending = new Set([...this.#ending, ...ids]);
	}

	show(ids: readonly string[]): void {
		this.#ending = new Set([...this.#ending].filter((id) => !ids.includes(id)));
	}

	ended(ids: readonly string[]): void {
		for (const id of ids) {
			this.apply({ type: 'session_ended', offset: 0, data: { session_id: id } });
		}
		this.show(ids);
	}
}

/** The second step at sign-in, and the secrets that are shown once while it is set up. */
export class SecondStep {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	value = $state.raw<SecondFactor | null>(null);
	setup = $state.raw<SecondFactorSetup | null>(null);
	codes = $state.raw<readonly string[] | null>(null);
	busy = $state(false);
	codeError = $state<string | null>(null);

	read(value: SecondFactor): void {
		this.value = value;
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (!this.value) this.load = 'error';
	}

	turnedOn(codes: readonly string[]): void {
		this.setup = null;
		this.showCodes(codes);
	}

	showCodes(codes: readonly string[]): void {
		this.codes = codes;
		this.value = { enabled: true, recovery_codes_left: codes.length };
	}

	turnedOff(): void {
		this.value = { enabled: false, recovery_codes_left: 0 };
		this.forget();
	}

	forget(): void {
		this.setup = null;
		this.codes = null;
		this.codeError = null;
	}
}

export class IdentityStore {
	readonly confirmation = new Confirmation();
	readonly sessions = new Sessions();
	readonly secondStep = new SecondStep();
}
