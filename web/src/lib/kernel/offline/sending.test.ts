import { describe, expect, it } from 'vitest';
import type { Letter } from './letters';
import { createSender } from './sending';

const letter: Letter = {
	id: 'key',
	kind: 'post',
	method: 'POST',
	path: '/api/v1/posts',
	body: { content: 'Hello' },
	makes: { noun: 'post', at: '/api/v1/posts' },
	href: '/posts/key',
	shown: {},
	same: null,
	written: 0,
	tries: 1,
	tried: { content: 'Hello' },
	flight: 0,
	refusal: null
};

const problem = (status: number, code: string, headers = {}) =>
	new Response(JSON.stringify({ error: 'No.', code }), { status, headers });
const json = (body: unknown) => new Response(JSON.stringify(body));

interface Call {
	path: string;
	init: RequestInit;
}

/** A house whose browser holds this cookie; tokens are bound to it. */
function house(answer: (call: Call) => Response = () => json({ post: { id: 'real' } })) {
	const cookie = { user: 'kaya' as string | null };
	const calls: Call[] = [];
	const send = createSender(async (path, init) => {
		calls.push({ path, init });
		if (cookie.user === null) return problem(401, 'UNAUTHORIZED');
		if (path === '/api/v1/auth/csrf') return json({ csrf_token: `token of ${cookie.user}` });
		if (path === '/api/v1/auth/session') return json({ user: { id: cookie.user } });
		const token = new Headers(init.headers).get('X-CSRF-Token');
		if (token !== `token of ${cookie.user}`) return problem(403, 'INVALID_CSRF_TOKEN');
		return answer({ path, init });
	});
	const changes = () => calls.filter(({ init }) => (init.method ?? 'GET') !== 'GET');
	return { calls, changes, cookie, send };
}

describe('a letter is sent as its writer', () => {
	it('with the key that makes it arrive once', async () => {
		const { changes, send } = house();
		expect(await send(letter, 'kaya')).toMatchObject({ kind: 'sent' });
		expect(new Headers(changes()[0]?.init.headers).get('Idempotency-Key')).toBe('key');
	});

	it('and not at all while somebody else is signed in, or nobody', async () => {
		const { changes, cookie, send } = house();
		for (const user of ['liam', null]) {
			cookie.user = user;
			expect(await send(letter, 'kaya')).toEqual({ kind: 'stranger' });
		}
		expect(changes()).toEqual([]);
	});

	it('and not when another sits down after it was asked who is there', async () => {
		let taken = 0;
		const { cookie, send } = house(() => {
			taken += 1;
			return json({ post: { id: 'real' } });
		});
		await send(letter, 'kaya');
		cookie.user = 'liam';
		expect(await send({ ...letter, id: 'second' }, 'kaya')).toEqual({ kind: 'stranger' });
		expect(taken).toBe(1);
	});
});

describe('what the house answers', () => {
	it.each([
		[problem(422, 'VALIDATION'), { kind: 'refused' }],
		[problem(404, 'NOT_FOUND'), { kind: 'refused' }],
		[problem(429, 'RATE_LIMITED', { 'Retry-After': '9' }), { kind: 'crowded', seconds: 9 }],
		[problem(500, 'INTERNAL'), { kind: 'lost' }],
		[new Response('<html>', { status: 502 }), { kind: 'lost' }],
		[new Response('<html>', { status: 400 }), { kind: 'lost' }]
	])('decides what becomes of it (%#)', async (answer, expected) => {
		expect(await house(() => answer).send(letter, 'kaya')).toMatchObject(expected);
	});

	it('corrects what was changed after it had arrived unnoticed', async () => {
		const { changes, send } = house(({ init }) => {
			if (init.method === 'PATCH') return json({ post: { id: 'real', content: 'Better' } });
			const { content } = JSON.parse(String(init.body)) as { content: string };
			return content === 'Hello'
				? json({ post: { id: 'real' } })
				: problem(409, 'IDEMPOTENCY_KEY_REUSED');
		});
		const amended = { ...letter, body: { content: 'Better' } };
		expect(await send(amended, 'kaya')).toMatchObject({ kind: 'sent' });
		expect(changes().at(-1)).toMatchObject({
			path: '/api/v1/posts/real',
			init: { method: 'PATCH', body: '{"content":"Better"}' }
		});
	});
});
