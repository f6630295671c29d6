import { describe, expect, it, vi } from 'vitest';
import { ApiError, createApi } from '$lib/api';
import { en } from '../messages';
import { IdentityStore, SignIn, Unconfirmed } from '../store.svelte';
import type { Session } from '../types';
import { Confirming, Entering, Securing } from '.';

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
type Routes = Record<string, (body: Record<string, unknown>) => Answer>;

/** A server that answers by method and path, and remembers what was asked of it. */
function house(routes: Routes) {
	const asked: string[] = [];
	const api = createApi({
		fetch: (async (request: Request) => {
			const { pathname } = new URL(request.url);
			if (pathname === '/api/v1/auth/csrf') return Response.json({ csrf_token: 'token' });
			const route = `${request.method} ${pathname.replace('/api/v1', '')}`;
			asked.push(route);
			const text = await request.text();
			const answer = routes[route]?.(text ? JSON.parse(text) : {}) ?? { status: 404 };
			return Response.json(answer.body ?? {}, {
				status: answer.status ?? 200,
				...(answer.headers ? { headers: answer.headers } : {})
			});
		}) as typeof fetch
	});
	return { api, asked };
}

const refused = (status: number, code: string, more: Answer = {}): Answer => ({
	status,
	body: { error: `Because of ${code}.`, code, request_id: 'r' },
	...more
});

function session(id: string, current = false): Session {
	return {
		id,
		device: id,
		address: null,
		created_at: '2026-11-01T08:00:00Z',
		last_seen_at: '2026-11-20T08:00:00Z',
		expires_at: '2026-12-20T08:00:00Z',
		current
	};
}

/** Ada at her laptop, also signed in on a phone, whose last confirmation is too long ago. */
function ada(routes: Routes = {}) {
	let confirmed = false;
	const guarded = (answer: Answer): Answer =>
		confirmed ? answer : refused(403, 'REAUTHENTICATION_REQUIRED');
	const { api, asked } = house({
		'POST /auth/reauthenticate': ({ password }) => {
			if (password !== 'right') return refused(401, 'INVALID_CREDENTIALS');
			confirmed = true;
			return {};
		},
		'DELETE /auth/sessions/phone': () => guarded({}),
		...routes
	});
	const store = new IdentityStore();
	const confirming = new Confirming(api, store.confirmation, () => false);
	const ports = {
		api,
		store,
		confirming,
		words: () => en,
		ownSessionId: () => 'laptop',
		notify: vi.fn(),
		explain: (error: unknown) => (error instanceof Error ? error.message : ''),
		accountChanged: vi.fn(),
		leave: vi.fn(),
		ready: async () => {},
		checkSession: vi.fn(async () => {})
	};
	store.sessions.read([session('laptop', true), session('phone')], store.sessions.begin());
	return { asked, confirming, ports, store, securing: new Securing(ports) };
}

/** A door behind which nothing is learnt. */
const door = { entered: async () => {}, confirmed: async () => {}, now: () => 0 };

const asked = (store: IdentityStore) =>
	vi.waitFor(() => expect(store.confirmation.open).toBe(true));

describe('an act that needs a confirmed member', () => {
	it('opens the question and repeats the act after the answer', async () => {
		const { asked: calls, confirming, ports, securing, store } = ada();
		const ending = securing.endSession('phone', 'phone');
		expect(store.sessions.others).toEqual([]);
		await asked(store);
		await confirming.answer('right', '');
		await ending;
		expect(calls).toEqual([
			'DELETE /auth/sessions/phone',
			'POST /auth/reauthenticate',
			'DELETE /auth/sessions/phone'
		]);
		expect(store.confirmation.open).toBe(false);
		expect(store.sessions.others).toEqual([]);
		expect(ports.notify).toHaveBeenCalledWith({ tone: 'success', text: en.session_ended('phone') });
	});

	it('keeps the question open after a wrong password', async () => {
		const { confirming, securing, store } = ada();
		const ending = securing.endSession('phone', 'phone');
		await asked(store);
		await confirming.answer('wrong', '');
		expect([store.confirmation.open, store.confirmation.refusal]).toEqual([true, 'credentials']);
		confirming.cancel();
		await ending;
	});

	it('takes the change back when the question is closed', async () => {
		const { confirming, ports, securing, store } = ada();
		const ending = securing.endSession('phone', 'phone');
		await asked(store);
		confirming.cancel();
		await ending;
		expect(store.sessions.others.map((row) => row.id)).toEqual(['phone']);
		expect(ports.notify).toHaveBeenCalledWith({
			tone: 'neutral',
			text: en.cancelled_because_unconfirmed
		});
	});

	it('hands a refusal of another kind on', async () => {
		const { confirming } = ada();
		const offline = ApiError.offline();
		await expect(confirming.around(() => Promise.reject(offline))).rejects.toBe(offline);
		await expect(confirming.around(() => Promise.reject(new Unconfirmed()))).rejects.toThrow();
	});
});

describe('ending sessions', () => {
	it('brings the row back with the reason when the call fails', async () => {
		const { ports, securing, store } = ada({
			'DELETE /auth/sessions/phone': () => refused(500, 'INTERNAL')
		});
		await securing.endSession('phone', 'phone');
		expect(store.sessions.others.map((row) => row.id)).toEqual(['phone']);
		expect(ports.notify).toHaveBeenCalledWith({
			tone: 'danger',
			text: en.undone('Because of INTERNAL.')
		});
	});

	it('asks the server before it believes that this very session has ended', () => {
		const { ports, securing, store } = ada();
		securing.hear({ type: 'session_ended', offset: 1, data: { session_id: 'laptop' } });
		expect(ports.checkSession).toHaveBeenCalledOnce();
		expect(store.sessions.rows.map((row) => row.id)).toContain('laptop');
		securing.hear({ type: 'session_ended', offset: 2, data: { session_id: 'phone' } });
		expect(store.sessions.others).toEqual([]);
	});
});

describe('the second step', () => {
	it('shows the codes once it is on and tells the account', async () => {
		const { ports, securing, store } = ada({
			'POST /auth/second-factor/confirm': ({ code }) =>
				code === '123456'
					? { body: { recovery_codes: ['a', 'b'] } }
					: refused(422, 'SECOND_FACTOR_INVALID')
		});
		await securing.confirmSecondStep('000000');
		expect(store.secondStep.codeError).toBe(en.code_wrong);
		await securing.confirmSecondStep(' 123456 ');
		expect(store.secondStep.codes).toEqual(['a', 'b']);
		expect(ports.accountChanged).toHaveBeenCalledWith({ two_factor: true });
	});
});

describe('deleting the account', () => {
	it('leaves with a sentence when it is done, and stays when it is not', async () => {
		const gone = ada({ 'DELETE /users/me': () => ({}) });
		await gone.securing.deleteAccount();
		expect(gone.ports.leave).toHaveBeenCalledOnce();
		const refusedOne = ada({ 'DELETE /users/me': () => refused(409, 'LAST_ADMIN') });
		await refusedOne.securing.deleteAccount();
		expect(refusedOne.ports.leave).not.toHaveBeenCalled();
	});
});

describe('coming in', () => {
	it('sends the code together with name and password, once it was asked for', async () => {
		const bodies: unknown[] = [];
		const { api } = house({
			'POST /auth/login': (body) => {
				bodies.push(body);
				return body['code'] ? {} : refused(401, 'SECOND_FACTOR_REQUIRED');
			}
		});
		const entered = vi.fn(async () => {});
		const entering = new Entering(api, { ...door, entered });
		const form = new SignIn();
		expect(await entering.signIn(form, { username: 'ada', password: 'p', code: '' })).toBeNull();
		expect(form.step).toBe('code');
		expect(await entering.signIn(form, { username: 'ada', password: 'p', code: '123456' })).toBe(
			'in'
		);
		expect(bodies).toEqual([
			{ username: 'ada', password: 'p' },
			{ username: 'ada', password: 'p', code: '123456' }
		]);
		expect(entered).toHaveBeenCalledOnce();
	});

	it('says when to try again', async () => {
		const { api } = house({
			'POST /auth/login': () => refused(429, 'RATE_LIMITED', { headers: { 'Retry-After': '30' } })
		});
		const form = new SignIn();
		const entering = new Entering(api, { ...door, now: () => 5_000 });
		await entering.signIn(form, { username: 'ada', password: 'p', code: '' });
		expect(form.blockedUntil).toBe(35_000);
	});

	it('leaves out what was left empty', async () => {
		const bodies: unknown[] = [];
		const { api } = house({
			'POST /auth/register': (body) => {
				bodies.push(body);
				return { status: 201, body: { status: 'pending' } };
			}
		});
		const entering = new Entering(api, door);
		await entering.register({ username: 'ben', password: 'p', email: ' ', invite: '' });
		expect(bodies).toEqual([{ username: 'ben', password: 'p' }]);
	});

	it('confirms an address, and learns what the account says then', async () => {
		const bodies: unknown[] = [];
		const { api } = house({
			'POST /auth/email/confirm': (body) => {
				bodies.push(body);
				return body['token'] === 'good' ? {} : refused(404, 'NOT_FOUND');
			}
		});
		const confirmed = vi.fn(async () => {});
		const entering = new Entering(api, { ...door, confirmed });
		await expect(entering.confirmEmail('spent')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(confirmed).not.toHaveBeenCalled();
		await entering.confirmEmail('good');
		expect(confirmed).toHaveBeenCalledOnce();
		expect(bodies).toEqual([{ token: 'spent' }, { token: 'good' }]);
	});
});

describe('an e-mail address', () => {
	const user = (email: string | null, email_pending: string | null) => ({
		body: { user: { email, email_pending, email_confirmed: email !== null } }
	});

	it.each([
		['at once', user('ada@example.org', null), en.email_saved],
		['once confirmed', user(null, 'ada@example.org'), en.email_asked('ada@example.org')],
		['removed', user(null, null), en.email_removed]
	])('changes, and the word says how: %s', async (_, answer, text) => {
		const { ports, securing } = ada({ 'PATCH /auth/email': () => answer });
		await securing.changeEmail('ada@example.org', 'right');
		expect(ports.accountChanged).toHaveBeenCalledWith(answer.body.user);
		expect(ports.notify).toHaveBeenCalledWith({ tone: 'success', text });
	});

	it('is sent its link again, or says why not', async () => {
		let sent = 0;
		const { ports, securing } = ada({
			'POST /auth/email/link': () => (sent++ === 0 ? {} : refused(429, 'RATE_LIMITED'))
		});
		await securing.sendEmailLink('ada@example.org');
		await securing.sendEmailLink('ada@example.org');
		expect(ports.notify.mock.calls.map(([toast]) => toast)).toEqual([
			{ tone: 'success', text: en.email_link_sent('ada@example.org') },
			{ tone: 'danger', text: 'Because of RATE_LIMITED.' }
		]);
	});

	it.each([
		['ada@example.org', en.email_stays('ada@example.org')],
		[null, en.email_given_up]
	])('waits for no other once that is given up: %s', async (kept, text) => {
		const { ports, securing } = ada({ 'DELETE /auth/email/pending': () => ({}) });
		await securing.giveUpEmailChange(kept);
		expect(ports.accountChanged).toHaveBeenCalledWith({ email_pending: null });
		expect(ports.notify).toHaveBeenCalledWith({ tone: 'success', text });
	});

	it('is read anew where there was nothing to give up any more', async () => {
		const gone = () => refused(409, 'GONE');
		const { ports, securing } = ada({ 'DELETE /auth/email/pending': gone });
		await securing.giveUpEmailChange(null);
		expect(ports.accountChanged).not.toHaveBeenCalled();
		expect(ports.checkSession).toHaveBeenCalledOnce();
		expect(ports.notify).toHaveBeenCalledWith({ tone: 'danger', text: 'Because of GONE.' });
	});
});
