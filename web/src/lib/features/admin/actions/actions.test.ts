import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, createApi } from '$lib/api';
import { en } from '../messages';
import { config, invite, member } from '../samples';
import { AdminStore } from '../store';
import { Keeping, Membering, rejectAfter } from '.';

type Routes = Record<string, () => unknown>;

const ana = member('ana', { status: 'pending' });

/** An admin with Ana on the waiting list, and a server that answers by method and path. */
function admin(routes: Routes = {}) {
	const asked: string[] = [];
	const api = createApi({
		fetch: (async (request: Request) => {
			const { pathname } = new URL(request.url);
			if (pathname === '/api/v1/auth/csrf') return Response.json({ csrf_token: 'token' });
			const route = `${request.method} ${pathname.replace('/api/v1/admin', '')}`;
			asked.push(route);
			const answer = routes[route];
			if (answer) return Response.json(answer());
			const problem = { error: 'The server said no.', code: 'CONFLICT', request_id: 'r' };
			return Response.json(problem, { status: 409 });
		}) as typeof fetch
	});
	const store = new AdminStore();
	const ports = {
		api,
		store,
		words: () => en,
		notify: vi.fn(),
		sayUndone: vi.fn(),
		around: <T>(act: () => Promise<T>) => act(),
		ready: async () => {},
		siteChanged: vi.fn(),
		now: () => Date.parse('2026-11-21T00:00:00Z')
	};
	store.members.openList('pending', '');
	store.members.read(store.members.ask(), {
		users: [ana],
		meta: { cursor: null, has_more: false, pending_count: 1 }
	});
	return { asked, keeping: new Keeping(ports), membering: new Membering(ports), ports, store };
}

const outcomeOf = (store: AdminStore) => store.members.rows[0]?.outcome ?? null;

describe('approving', () => {
	it('shows at once and is kept when the server agrees', async () => {
		const { membering, store } = admin({
			'POST /users/ana/approve': () => ({ user: member('ana') })
		});
		const approving = membering.approve('ana');
		expect(outcomeOf(store)).toBe('approved');
		expect(await approving).toBe(true);
		expect(store.members.intent('ana')).toBeUndefined();
		expect(outcomeOf(store)).toBe('approved');
	});

	it('is taken back with the reason when the server refuses', async () => {
		const { membering, ports, store } = admin();
		expect(await membering.approve('ana')).toBe(false);
		expect(outcomeOf(store)).toBeNull();
		expect(ports.sayUndone).toHaveBeenCalledWith(expect.any(ApiError));
	});

	it('is asked for once, however often the key is pressed', async () => {
		const { asked, membering } = admin({
			'POST /users/ana/approve': () => ({ user: member('ana') })
		});
		await Promise.all([membering.approve('ana'), membering.approve('ana')]);
		expect(asked).toEqual(['POST /users/ana/approve']);
	});
});

describe('rejecting', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('tells the server only after the time to undo', async () => {
		const { asked, membering, store } = admin({ 'DELETE /users/ana': () => ({}) });
		membering.reject('ana');
		expect(outcomeOf(store)).toBe('rejected');
		expect(asked).toEqual([]);
		await vi.advanceTimersByTimeAsync(rejectAfter);
		await vi.waitFor(() => expect(asked).toEqual(['DELETE /users/ana']));
		await vi.waitFor(() => expect(store.members.rows[0]?.undoable).toBe(false));
	});

	it('never reaches the server when it is undone', async () => {
		const { asked, membering, store } = admin();
		membering.reject('ana');
		membering.undoReject('ana');
		await vi.advanceTimersByTimeAsync(rejectAfter * 2);
		expect(asked).toEqual([]);
		expect(outcomeOf(store)).toBeNull();
	});

	it('is carried out when the screen is left, and undone when that fails', async () => {
		const { asked, membering, ports, store } = admin();
		membering.reject('ana');
		await membering.settle();
		expect(asked).toEqual(['DELETE /users/ana']);
		expect(outcomeOf(store)).toBeNull();
		expect(ports.sayUndone).toHaveBeenCalledOnce();
	});
});

describe('deleting and restoring', () => {
	it('offers the way back', async () => {
		const { membering, ports, store } = admin({ 'DELETE /users/ben': () => ({}) });
		const ben = member('ben');
		store.members.confirm(ben);
		expect(await membering.remove(ben)).toBe(true);
		expect(store.members.shown('ben')?.status).toBe('deleted');
		expect(ports.notify).toHaveBeenCalledWith(
			expect.objectContaining({ action: expect.objectContaining({ label: en.undo }) })
		);
	});
});

describe('admin rights', () => {
	it('are shown at once and taken back for the last admin', async () => {
		const { membering, ports, store } = admin();
		const ada = member('ada', { is_admin: true });
		store.members.confirm(ada);
		const changing = membering.setAdmin(ada, false);
		expect(store.members.shown('ada')?.is_admin).toBe(false);
		expect(await changing).toBe(false);
		expect(store.members.shown('ada')?.is_admin).toBe(true);
		expect(ports.sayUndone).toHaveBeenCalledOnce();
	});
});

describe('a reset link', () => {
	it('is handed over once, or not at all', async () => {
		const link = { url: 'https://house.example/reset#t', expires_at: '2026-11-22T00:00:00Z' };
		const good = admin({ 'POST /users/ana/reset-link': () => ({ link }) });
		expect(await good.membering.makeResetLink(ana)).toEqual(link);
		const bad = admin();
		expect(await bad.membering.makeResetLink(ana)).toBeNull();
	});
});

describe('keeping the house', () => {
	it('takes a switch back when the server refuses', async () => {
		const { keeping, ports, store } = admin({ 'GET /config': () => ({ config: config() }) });
		await keeping.readConfig();
		const switching = keeping.switchConfig({ link_metadata_enabled: false });
		expect(store.site.config?.link_metadata_enabled).toBe(false);
		await switching;
		expect(store.site.config?.link_metadata_enabled).toBe(true);
		expect(ports.sayUndone).toHaveBeenCalledOnce();
	});

	it('puts a new invite on top and hides one that is revoked', async () => {
		const { keeping, store } = admin({
			'GET /invites': () => ({
				invites: [invite('1')],
				meta: { cursor: null, has_more: false }
			}),
			'POST /invites': () => ({ invite: invite('2') }),
			'DELETE /invites/1': () => ({})
		});
		await keeping.readInvites();
		await keeping.makeInvite({ note: '', max_uses: 1, expires_in_days: 7 });
		expect(store.invites.rows.map((row) => row.id)).toEqual(['2', '1']);
		expect(store.invites.made?.id).toBe('2');
		await keeping.revokeInvite('1');
		expect(store.invites.rows.map((row) => row.id)).toEqual(['2']);
	});
});
