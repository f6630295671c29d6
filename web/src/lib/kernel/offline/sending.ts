import { ApiError } from '$lib/api/errors';
import type { Content, Letter, Refusal } from './letters';

export type Reply =
	| { kind: 'sent'; answer: unknown }
	/** Nothing was answered, or nothing that says what became of it. */
	| { kind: 'lost' }
	| { kind: 'refused'; refusal: Refusal }
	| { kind: 'crowded'; seconds: number }
	/** Nobody, or somebody else, is signed in. */
	| { kind: 'stranger' };

export type Send = (letter: Letter, member: string) => Promise<Reply>;

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

const patience = 30_000;
const usualWait = 30;
const sessionPath = '/api/v1/auth/session';
const csrfPath = '/api/v1/auth/csrf';
const csrfCodes = ['INVALID_CSRF_TOKEN', 'CSRF_TOKEN_REQUIRED'];

class Lost extends Error {}
class Stranger extends Error {}

/**
 * Sends as one member and never as another, though the browser adds whatever cookie it holds at
 * that moment. A token is bound to one session; it is fetched first, then it is asked who is
 * signed in, and only then used. If somebody else signs in between, the server refuses the token.
 */
export function createSender(fetch: Fetch): Send {
	let proof: { member: string; token: string } | null = null;

	async function prove(member: string): Promise<string> {
		if (proof?.member === member) return proof.token;
		const { csrf_token } = (await read(csrfPath)) as { csrf_token: string };
		const { user } = (await read(sessionPath)) as { user: { id: string } | null };
		if (user?.id !== member) throw new Stranger();
		proof = { member, token: csrf_token };
		return csrf_token;
	}

	async function read(path: string): Promise<unknown> {
		const response = await ask(path, { cache: 'no-store' });
		if (response.status === 401) throw new Stranger();
		if (!response.ok) throw new Lost();
		return response.json();
	}

	/** One attempt, or a second with a new token where the old one has had its hour. */
	async function send(letter: Letter, member: string, body: Content | null): Promise<Response> {
		for (let tries = 1; ; tries += 1) {
			const token = await prove(member);
			const response = await change(letter.method, letter.path, token, body, letter.id);
			if (response.status !== 403 || tries === 2) return response;
			const { code } = await ApiError.from(response.clone());
			if (!csrfCodes.includes(code)) return response;
			proof = null;
		}
	}

	function change(
		method: string,
		path: string,
		token: string,
		body: Content | null,
		key: string | null
	): Promise<Response> {
		return ask(path, {
			method,
			headers: {
				'X-CSRF-Token': token,
				...(key && method === 'POST' ? { 'Idempotency-Key': key } : {}),
				...(body ? { 'Content-Type': 'application/json' } : {})
			},
			body: body ? JSON.stringify(body) : null
		});
	}

	async function ask(path: string, init: RequestInit): Promise<Response> {
		try {
			const signal = AbortSignal.timeout(patience);
			return await fetch(path, { credentials: 'same-origin', signal, ...init });
		} catch {
			throw new Lost();
		}
	}

	/**
	 * It was changed here after a first try whose answer never came, and the first try had arrived.
	 * The first answer tells what it became, and that is changed to what was meant last.
	 */
	async function correct(letter: Letter, member: string): Promise<Reply> {
		const first = await send(letter, member, letter.tried);
		if (!first.ok || !letter.makes) return judge(first);
		const answer: unknown = await first.json();
		const id = madeBy(letter, answer);
		const changes = Object.fromEntries(
			Object.entries(letter.body ?? {}).filter(
				([field, value]) => JSON.stringify(letter.tried?.[field]) !== JSON.stringify(value)
			)
		);
		const path = `${letter.makes.at}/${id}`;
		const corrected = await change('PATCH', path, await prove(member), changes, null);
		return judge(corrected);
	}

	return async (letter, member) => {
		try {
			const response = await send(letter, member, letter.body);
			const changed = JSON.stringify(letter.tried) !== JSON.stringify(letter.body);
			if (response.status === 409 && changed) {
				const { code } = await ApiError.from(response.clone());
				if (code === 'IDEMPOTENCY_KEY_REUSED') return await correct(letter, member);
			}
			return await judge(response);
		} catch (error) {
			if (error instanceof Stranger) {
				proof = null;
				return { kind: 'stranger' };
			}
			return { kind: 'lost' };
		}
	};

	async function judge(response: Response): Promise<Reply> {
		if (response.ok) return { kind: 'sent', answer: await response.json() };
		const error = await ApiError.from(response);
		if (error.status === 401 || csrfCodes.includes(error.code)) {
			proof = null;
			return { kind: 'stranger' };
		}
		if (error.status === 429) {
			return { kind: 'crowded', seconds: error.retryAfter ?? usualWait };
		}
		// A proxy's page in the place of an answer says nothing about what was written.
		if (error.status >= 500 || error.status === 408 || error.code === 'BAD_ANSWER') {
			return { kind: 'lost' };
		}
		const { code, details, message, status } = error;
		return { kind: 'refused', refusal: { code, details, message, status } };
	}
}

/** The id that the server gave to what the letter made. */
export function madeBy({ makes }: Letter, answer: unknown): string | null {
	if (!makes) return null;
	const made = (answer as Record<string, { id?: unknown } | undefined> | null)?.[makes.noun];
	return typeof made?.id === 'string' ? made.id : null;
}
