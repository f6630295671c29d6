import { ApiError } from './errors';

export interface TransportOptions {
	/** Told once for each answer that says that nobody is signed in any more. */
	onSessionLost?: () => void;
	fetch?: (request: Request) => Promise<Response>;
}

const csrfPath = '/api/v1/auth/csrf';

/** These change something without a session to protect, so no token is asked of them. */
const withoutToken = [
	'/api/v1/auth/register',
	'/api/v1/auth/login',
	'/api/v1/auth/first-admin',
	'/api/v1/auth/links/inspect',
	'/api/v1/auth/reset',
	'/api/v1/auth/email/confirm',
	'/api/v1/auth/token',
	'/api/v1/auth/refresh',
	'/api/v1/notifications/unsubscribe'
];

/**
 * A `fetch` that keeps the house rules: a CSRF token on every change (asked for when needed,
 * renewed once when refused), an `Idempotency-Key` on every POST that stays the same for the
 * second try, and every failure thrown as an `ApiError`.
 */
export function createTransport(options: TransportOptions = {}) {
	const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));
	let token: Promise<string | null> | null = null;

	async function transport(request: Request): Promise<Response> {
		if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
			request.headers.set('Idempotency-Key', randomKey());
		}
		if (!needsToken(request)) return settle(await attempt(request), request);

		// A request can be sent only once, so the second try is put aside before the first.
		const second = request.clone();
		const first = await attempt(await signed(request));
		if (!(await refusesToken(first))) return settle(first, request);
		token = null;
		return settle(await attempt(await signed(second)), request);
	}

	async function signed(request: Request): Promise<Request> {
		token ??= fetchToken();
		const value = await token;
		if (value === null) token = null;
		else request.headers.set('X-CSRF-Token', value);
		return request;
	}

	async function fetchToken(): Promise<string | null> {
		try {
			const url = new URL(csrfPath, globalThis.location.href);
			const response = await attempt(new Request(url, { credentials: 'same-origin' }));
			if (!response.ok) return null;
			const body = (await response.json()) as { csrf_token?: unknown };
			return typeof body.csrf_token === 'string' ? body.csrf_token : null;
		} catch (error) {
			token = null;
			throw error;
		}
	}

	async function attempt(request: Request): Promise<Response> {
		try {
			return await send(request);
		} catch (error) {
			if (error instanceof DOMException && error.name === 'AbortError') throw error;
			throw ApiError.offline();
		}
	}

	async function settle(response: Response, request: Request): Promise<Response> {
		if (response.ok) return response;
		const error = await ApiError.from(response);
		if (error.code === 'UNAUTHORIZED') {
			token = null;
			if (!isPublic(request)) options.onSessionLost?.();
		}
		throw error;
	}

	return transport;
}

function needsToken(request: Request): boolean {
	return !['GET', 'HEAD', 'OPTIONS'].includes(request.method) && !isPublic(request);
}

function isPublic(request: Request): boolean {
	const { pathname } = new URL(request.url);
	return withoutToken.some((path) => pathname === path || pathname.startsWith(`${path}/`));
}

async function refusesToken(response: Response): Promise<boolean> {
	if (response.status !== 403) return false;
	const { code } = await ApiError.from(response.clone());
	return code === 'INVALID_CSRF_TOKEN' || code === 'CSRF_TOKEN_REQUIRED';
}

/** `crypto.randomUUID` is missing where the house is reached by plain http, so it is not used. */
function randomKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
