import { describe, expect, it } from 'vitest';
import { ApiError } from '$lib/api';
import { auditEntry, config, invite, member } from '../samples';
import type { Member } from '../types';
import { AdminStore, inviteState, Members } from '.';

const waiting = (...names: string[]) => names.map((name) => member(name, { status: 'pending' }));

function page(users: Member[], more: Partial<{ pending_count: number; has_more: boolean }> = {}) {
	const pending_count = users.filter((user) => user.status === 'pending').length;
	return { users, meta: { cursor: null, has_more: false, pending_count, ...more } };
}

function list(users: Member[], status: Member['status'] = 'pending', query = ''): Members {
	const members = new Members();
	members.openList(status, query);
	members.read(members.ask(), page(users));
	return members;
}

const names = (members: Members) => members.rows.map((row) => row.member.username);

describe('the waiting list', () => {
	it('appends who registers, so that nothing moves under the pointer', () => {
		const members = list(waiting('ana', 'ben'));
		members.apply({
			type: 'member_registered',
			offset: 1,
			data: { user: member('clara', { status: 'pending' }) }
		});
		expect(names(members)).toEqual(['ana', 'ben', 'clara']);
		expect(members.waiting).toBe(3);
	});

	it('leaves a row in its place when another admin decides, and says what happened', () => {
		const members = list(waiting('ana', 'ben'));
		members.apply({ type: 'member_changed', offset: 1, data: { user: member('ana') } });
		members.apply({ type: 'member_removed', offset: 2, data: { user_id: 'ben' } });
		expect(members.rows.map((row) => [row.member.username, row.outcome])).toEqual([
			['ana', 'approved'],
			['ben', 'rejected']
		]);
		expect(members.waiting).toBe(0);
	});

	it('shows an approval at once and takes it back when it fails', () => {
		const members = list(waiting('ana'));
		members.intend('ana', 'approve');
		expect([members.rows[0]?.outcome, members.waiting]).toEqual(['approved', 0]);
		members.undo('ana');
		expect([members.rows[0]?.outcome, members.waiting]).toEqual([null, 1]);
	});

	it('does not count someone twice when the event and the answer both tell of them', () => {
		const members = list(waiting('ana', 'ben'));
		members.intend('ana', 'approve');
		members.apply({ type: 'member_changed', offset: 1, data: { user: member('ana') } });
		members.confirm(member('ana'));
		expect(members.waiting).toBe(1);
	});

	it('offers to undo a rejection until the server was told', () => {
		const members = list(waiting('ana'));
		members.intend('ana', 'reject');
		expect(members.rows[0]).toMatchObject({ outcome: 'rejected', undoable: true });
		members.confirmGone('ana');
		expect(members.rows[0]).toMatchObject({ outcome: 'rejected', undoable: false });
	});

	it('forgets settled rows when it is opened again', () => {
		const members = list(waiting('ana', 'ben'));
		members.confirmGone('ana');
		members.openList('pending', '');
		members.read(members.ask(), page(waiting('ben')));
		expect(names(members)).toEqual(['ben']);
	});

	it('keeps newcomers for the last page while there are more pages', () => {
		const members = new Members();
		members.openList('pending', '');
		members.read(members.ask(), page(waiting('ana'), { has_more: true, pending_count: 40 }));
		members.apply({
			type: 'member_registered',
			offset: 1,
			data: { user: member('zoe', { status: 'pending' }) }
		});
		expect(names(members)).toEqual(['ana']);
		expect(members.waiting).toBe(41);
	});

	it('shows who registered while the list was being read', () => {
		const members = new Members();
		members.openList('pending', '');
		const question = members.ask();
		members.apply({
			type: 'member_registered',
			offset: 1,
			data: { user: member('clara', { status: 'pending' }) }
		});
		members.read(question, page(waiting('ana'), { pending_count: 2 }));
		expect(names(members)).toEqual(['ana', 'clara']);
	});

	it('ignores the answer to a question that nobody asks any more', () => {
		const members = new Members();
		members.openList('active', 'an');
		const old = members.ask();
		members.openList('active', 'ana');
		members.read(members.ask(), page([member('ana')]));
		members.read(old, page([member('ana'), member('anton')]));
		members.fail(old, ApiError.offline());
		expect(names(members)).toEqual(['ana']);
		expect(members.error).toBeNull();
	});
});

describe('the other lists', () => {
	it('hold newcomers behind a button', () => {
		const members = list([member('ana')], 'active');
		members.apply({ type: 'member_changed', offset: 1, data: { user: member('ben') } });
		expect([names(members), members.newerCount]).toEqual([['ana'], 1]);
		members.showNewer();
		expect([names(members), members.newerCount]).toEqual([['ben', 'ana'], 0]);
	});

	it('take no newcomer that the search does not match', () => {
		const members = list([member('ana')], 'active', 'ana');
		members.apply({ type: 'member_changed', offset: 1, data: { user: member('ben') } });
		expect(members.newerCount).toBe(0);
	});

	it('show a granted right at once, in the row and in the sheet', () => {
		const members = list([member('ana')], 'active');
		members.openId = 'ana';
		members.intend('ana', 'grant');
		expect(members.detail?.is_admin).toBe(true);
		members.undo('ana');
		expect(members.detail?.is_admin).toBe(false);
	});

	it('keep the sheet open on someone who has just left', () => {
		const members = list([member('ana')], 'active');
		members.openId = 'ana';
		members.apply({ type: 'member_removed', offset: 1, data: { user_id: 'ana' } });
		expect(members.detail?.username).toBe('ana');
	});
});

describe('deciding one after the other', () => {
	it('goes on to the next who waits, round the end, until nobody does', () => {
		const members = list(waiting('ana', 'ben', 'clara'));
		members.intend('clara', 'approve');
		expect(members.nextUndecided('clara')).toBe('ana');
		members.intend('ana', 'reject');
		expect(members.nextUndecided('ana')).toBe('ben');
		members.intend('ben', 'approve');
		expect(members.nextUndecided('ben')).toBeNull();
	});
});

describe('invites', () => {
	it('bring back one whose revocation failed, and never one that was revoked', () => {
		const { invites } = new AdminStore();
		const meta = { cursor: null, has_more: false };
		invites.read([invite('1'), invite('2')], meta);
		invites.hide('1');
		expect(invites.rows.map((row) => row.id)).toEqual(['2']);
		invites.show('1');
		expect(invites.rows.map((row) => row.id)).toEqual(['1', '2']);
		invites.remove('1');
		invites.read([invite('1'), invite('2')], meta);
		expect(invites.rows.map((row) => row.id)).toEqual(['2']);
	});

	it('know when they are of no more use', () => {
		const now = Date.parse('2026-11-21T00:00:00Z');
		expect(inviteState(invite('1'), now)).toBe('usable');
		expect(inviteState(invite('1', { uses: 1 }), now)).toBe('spent');
		expect(inviteState(invite('1', { expires_at: '2026-11-20T00:00:00Z' }), now)).toBe('expired');
	});
});

describe('site settings', () => {
	it('lay what is being changed over what the server says, and let go of it when it fails', () => {
		const { site } = new AdminStore();
		site.read(config(), site.begin());
		const change = { link_metadata_enabled: false };
		site.intend(change);
		expect(site.config?.link_metadata_enabled).toBe(false);
		site.apply({
			type: 'config_changed',
			offset: 1,
			data: { config: config({ site_name: 'Renamed elsewhere' }) }
		});
		expect(site.config).toMatchObject({
			site_name: 'Renamed elsewhere',
			link_metadata_enabled: false
		});
		site.undo(change);
		expect(site.config?.link_metadata_enabled).toBe(true);
	});
});

describe('the log', () => {
	it('holds what is written meanwhile behind a button, if it is of the kind shown', () => {
		const { audit } = new AdminStore();
		audit.openList('approve_user');
		audit.read('approve_user', [auditEntry('1')], { cursor: null, has_more: false });
		const recorded = (id: string, action: string) =>
			audit.apply({ type: 'audit_recorded', offset: 1, data: { log: auditEntry(id, { action }) } });
		recorded('2', 'approve_user');
		recorded('3', 'reject_user');
		recorded('1', 'approve_user');
		expect([audit.entries.length, audit.newerCount]).toEqual([1, 1]);
		audit.showNewer();
		expect(audit.entries.map((entry) => entry.id)).toEqual(['2', '1']);
	});

	it('takes no page of a filter that was left', () => {
		const { audit } = new AdminStore();
		audit.openList('all');
		audit.openList('reject_user');
		audit.read('all', [auditEntry('1')], { cursor: null, has_more: false });
		expect(audit.entries).toEqual([]);
	});
});

describe('all that is told to admins', () => {
	it('goes where it belongs', () => {
		const store = new AdminStore();
		store.members.openList('pending', '');
		store.members.read(store.members.ask(), page([]));
		store.apply({
			type: 'member_registered',
			offset: 1,
			data: { user: member('ana', { status: 'pending' }) }
		});
		store.apply({ type: 'config_changed', offset: 2, data: { config: config() } });
		store.apply({ type: 'audit_recorded', offset: 3, data: { log: auditEntry('1') } });
		expect(store.members.waiting).toBe(1);
		expect(store.site.config).toEqual(config());
		expect(store.audit.newerCount).toBe(1);
	});
});
