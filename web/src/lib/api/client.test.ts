import { describe, expect, it, vi } from 'vitest';
import { createApi } from './client';
import { ApiError } from './errors';

type Handler = (request: Request) => Response | Promise<Response>;

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'Content-Type': 'application/json', ...headers }
	});
}

function problem(status: number, code: string, details?: unknown): Response {
	return json({ error: `Because of ${code}.`, code, details, request_id: 'r-1' }, status);
}

/** A server that hands out the given tokens in turn and lets the handler answer the rest. */
function house(handler: Handler, tokens = ['token-1', 'token-2']) {
	const seen: Request[] = [];
	const onSessionLost = vi.fn();
	const api = createApi({
		onSessionLost,
		fetch: (async (request: Request) => {
			seen.push(request.clone());
			if (new URL(request.url).pathname === '/api/v1/auth/csrf') {
				const token = tokens.shift();
				return token ? json({ csrf_token: token }) : problem(401, 'UNAUTHORIZED');
			}
			return handler(request);
		}) as typeof fetch
	});
	return {
		api,
		seen,
		onSessionLost,
		sent: (method: string) => seen.filter((r) => r.method === method)
	};
}

async function failure(promise: Promise<unknown>): Promise<ApiError> {
	const error = await promise.then(
		() => null,
		(reason: unknown) => reason
	);
	if (!(error instanceof ApiError)) throw new Error('expected an ApiError', { cause: error });
	return error;
}

describe('the client', () => {
	it('answers the body itself', async () => {
		const { api } = house(() => json({ site: { name: 'Elm Street' } }));
		const { site } = await api.get('/api/v1/site');
		expect(site.name).toBe('Elm Street');
	});

	it('asks for no token to read', async () => {
		const { api, seen } = house(() => json({ site: {} }));
		await api.get('/api/v1/site');
		expect(seen).toHaveLength(1);
		expect(seen[0]?.headers.has('X-CSRF-Token')).toBe(false);
	});

	it('fetches one token and carries it on every change', async () => {
		const { api, seen, sent } = house(() => json({ user: {} }));
		await api.patch('/api/v1/users/me', { body: { bio: 'Potter' } });
		await api.patch('/api/v1/users/me', { body: { bio: 'Baker' } });
		expect(seen.filter((r) => r.url.endsWith('/auth/csrf'))).toHaveLength(1);
		expect(sent('PATCH').map((r) => r.headers.get('X-CSRF-Token'))).toEqual(['token-1', 'token-1']);
	});

	it('signs in and follows links of mails without asking for a token first', async () => {
		const { api, seen } = house(() => json({ id: 'u' }));
		await api.post('/api/v1/auth/login', { body: { username: 'ada', password: 'lovelace' } });
		await api.post('/api/v1/auth/email/confirm', { body: { token: 'of-the-link' } });
		expect(seen).toHaveLength(2);
	});

	it.each(['INVALID_CSRF_TOKEN', 'CSRF_TOKEN_REQUIRED'])(
		'renews the token once after %s and sends the same again',
		async (code) => {
			let refused = false;
			const { api, sent } = house((request) => {
				if (refused) return json({ invite: { id: 'i' } }, 201);
				refused = true;
				expect(request.headers.get('X-CSRF-Token')).toBe('token-1');
				return problem(403, code);
			});
			const body = { max_uses: 3, expires_in_days: 7 };
			await api.post('/api/v1/admin/invites', { body });
			const [first, second] = sent('POST');
			expect(second?.headers.get('X-CSRF-Token')).toBe('token-2');
			expect(await second?.json()).toEqual(body);
			expect(second?.headers.get('Idempotency-Key')).toBe(first?.headers.get('Idempotency-Key'));
		}
	);

	it('gives up after the second refusal', async () => {
		const { api, sent } = house(() => problem(403, 'INVALID_CSRF_TOKEN'));
		const error = await failure(api.post('/api/v1/auth/logout'));
		expect(error.code).toBe('INVALID_CSRF_TOKEN');
		expect(sent('POST')).toHaveLength(2);
	});

	it('does not repeat what was forbidden for another reason', async () => {
		const { api, sent } = house(() => problem(403, 'REAUTHENTICATION_REQUIRED'));
		await failure(api.delete('/api/v1/users/me'));
		expect(sent('DELETE')).toHaveLength(1);
	});

	it('gives each POST its own idempotency key and no other change one', async () => {
		const { api, sent } = house(() => json({}));
		await api.post('/api/v1/auth/logout');
		await api.post('/api/v1/auth/logout');
		await api.delete('/api/v1/auth/sessions');
		const keys = sent('POST').map((r) => r.headers.get('Idempotency-Key'));
		expect(new Set(keys).size).toBe(2);
		expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key ?? ''))).toBe(true);
		expect(sent('DELETE')[0]?.headers.has('Idempotency-Key')).toBe(false);
	});

	it('turns a refusal into its code, sentence, fields and waiting time', async () => {
		const { api } = house(() =>
			json(
				{
					error: 'Please mend the fields below.',
					code: 'INVALID_FIELDS',
					details: { fields: { password: 'Choose a longer one.' } },
					request_id: 'r-7'
				},
				422,
				{ 'Retry-After': '30' }
			)
		);
		const error = await failure(api.get('/api/v1/site'));
		expect(error).toMatchObject({
			status: 422,
			code: 'INVALID_FIELDS',
			message: 'Please mend the fields below.',
			requestId: 'r-7',
			retryAfter: 30,
			fields: { password: 'Choose a longer one.' }
		});
	});

	it('says OFFLINE when nothing answers', async () => {
		const { api } = house(() => {
			throw new TypeError('Failed to fetch');
		});
		const error = await failure(api.get('/api/v1/site'));
		expect(error).toMatchObject({ status: 0, code: 'OFFLINE' });
	});

	it('says BAD_ANSWER when something else than the house answers', async () => {
		const { api } = house(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
		const error = await failure(api.get('/api/v1/site'));
		expect(error).toMatchObject({ status: 502, code: 'BAD_ANSWER' });
	});

	it('tells that the session is lost', async () => {
		const { api, onSessionLost } = house(() => problem(401, 'UNAUTHORIZED'));
		await failure(api.get('/api/v1/auth/sessions'));
		expect(onSessionLost).toHaveBeenCalledOnce();
	});

	it('does not take a wrong password for a lost session', async () => {
		const { api, onSessionLost } = house(() => problem(401, 'INVALID_CREDENTIALS'));
		await failure(api.post('/api/v1/auth/login', { body: { username: 'ada', password: 'wrong' } }));
		expect(onSessionLost).not.toHaveBeenCalled();
	});
});
