import { describe, expect, it } from 'vitest';
import {
	applyAuditEvent,
	applyConfigEvent,
	applyMemberEvent,
	loseMembersPlace,
	matches,
	newestFirst,
	noAudit,
	noConfig,
	noMembers,
	outcome,
	readAudit,
	readConfig,
	readMembers,
	waitingCount
} from './apply';
import { auditEntry, config, member } from './samples';
import type { Member, MemberEvent } from './types';

const registered = (offset: number, user: Member): MemberEvent => ({
	type: 'member_registered',
	offset,
	data: { user }
});
const changed = (offset: number, user: Member): MemberEvent => ({
	type: 'member_changed',
	offset,
	data: { user }
});
const removed = (offset: number, user_id: string): MemberEvent => ({
	type: 'member_removed',
	offset,
	data: { user_id }
});

function permutations<T>(items: readonly T[]): T[][] {
	if (items.length < 2) return [[...items]];
	return items.flatMap((item, i) =>
		permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest])
	);
}

describe('members', () => {
	const ana = member('ana', { status: 'pending' });
	const ben = member('ben', { status: 'pending' });
	const read = readMembers(noMembers, { users: [ana], pendingCount: 1, since: 0 });

	it('counts a new registration as waiting', () => {
		const state = applyMemberEvent(read, registered(1, ben));
		expect(waitingCount(state)).toBe(2);
		expect(state.members['ben']).toEqual(ben);
	});

	it('takes an approval by another admin out of the count', () => {
		const state = applyMemberEvent(read, changed(1, { ...ana, status: 'active' }));
		expect(waitingCount(state)).toBe(0);
	});

	it('forgets who was rejected', () => {
		const state = applyMemberEvent(read, removed(1, 'ana'));
		expect(state.members).toEqual({});
		expect(waitingCount(state)).toBe(0);
	});

	it('comes to the same in every order of arrival, each event told twice', () => {
		const events = [
			registered(1, ben),
			changed(2, { ...ben, status: 'active' }),
			changed(3, { ...ben, status: 'active', is_admin: true }),
			removed(4, 'ana')
		];
		const expected = events.reduce(applyMemberEvent, read);
		for (const order of permutations(events)) {
			const state = [...order, ...order].reduce(applyMemberEvent, read);
			expect(state.members).toEqual(expected.members);
			expect(waitingCount(state)).toBe(waitingCount(expected));
		}
	});

	it('does not let a reading overrule what was told after it began', () => {
		const since = read.tick;
		const told = applyMemberEvent(read, changed(1, { ...ana, status: 'active' }));
		const state = readMembers(told, { users: [ana], pendingCount: 1, since });
		expect(state.members['ana']?.status).toBe('active');
		expect(state.uncertain).toBe(true);
	});

	it('does not bring back someone rejected while a reading was under way', () => {
		const told = applyMemberEvent(read, removed(1, 'ana'));
		const state = readMembers(told, { users: [ana], pendingCount: 1, since: read.tick });
		expect(state.members['ana']).toBeUndefined();
	});

	it('counts those beyond the first page and asks again when an event may concern one of them', () => {
		const page = readMembers(noMembers, { users: [ana], pendingCount: 40, since: 0 });
		expect(waitingCount(page)).toBe(40);
		const state = applyMemberEvent(page, changed(1, member('stranger')));
		expect(state.uncertain).toBe(true);
		const again = readMembers(state, { users: [], pendingCount: 39, since: state.tick });
		expect(waitingCount(again)).toBe(39);
		expect(again.uncertain).toBe(false);
	});

	it('listens to small offsets again after the place in the stream was lost', () => {
		const before = applyMemberEvent(read, changed(90, { ...ana, display_name: 'Ana' }));
		const state = applyMemberEvent(
			loseMembersPlace(before),
			changed(1, { ...ana, status: 'active' })
		);
		expect(state.members['ana']?.status).toBe('active');
	});

	it('drops on a fresh reading whoever left unseen, and keeps who came during it', () => {
		const since = read.tick;
		const told = applyMemberEvent(read, registered(1, ben));
		const state = readMembers(told, { users: [], pendingCount: 1, since, afresh: true });
		expect(Object.keys(state.members)).toEqual(['ben']);
	});

	it('finds by name, display name and e-mail without regard to case', () => {
		const clara = member('clara', { display_name: 'Clara Østergaard', email: 'c@example.org' });
		expect(matches(clara, 'active', 'ØSTER')).toBe(true);
		expect(matches(clara, 'active', 'C@EX')).toBe(true);
		expect(matches(clara, 'active', '')).toBe(true);
		expect(matches(clara, 'active', 'nobody')).toBe(false);
		expect(matches(clara, 'pending', 'clara')).toBe(false);
	});

	it('says what became of a row that no longer belongs in its list', () => {
		expect(outcome('pending', ana)).toBeNull();
		expect(outcome('pending', { ...ana, status: 'active' })).toBe('approved');
		expect(outcome('pending', undefined)).toBe('rejected');
		expect(outcome('active', { ...ana, status: 'deleted' })).toBe('deleted');
		expect(outcome('deleted', { ...ana, status: 'active' })).toBe('restored');
		expect(outcome('deleted', undefined)).toBe('gone');
	});
});

describe('site settings', () => {
	it('takes the later of two changes, whichever arrives first', () => {
		const first = {
			type: 'config_changed',
			offset: 1,
			data: { config: config({ site_name: 'One' }) }
		} as const;
		const second = {
			type: 'config_changed',
			offset: 2,
			data: { config: config({ site_name: 'Two' }) }
		} as const;
		const a = [first, second].reduce(applyConfigEvent, noConfig);
		const b = [second, first].reduce(applyConfigEvent, noConfig);
		expect(a).toEqual(b);
		expect(a.config?.site_name).toBe('Two');
	});

	it('lets an event stand against a reading that began before it', () => {
		const told = applyConfigEvent(noConfig, {
			type: 'config_changed',
			offset: 5,
			data: { config: config({ site_name: 'New' }) }
		});
		expect(readConfig(told, config({ site_name: 'Old' }), -1).config?.site_name).toBe('New');
		expect(readConfig(told, config({ site_name: 'Newer' }), 5).config?.site_name).toBe('Newer');
	});
});

describe('the audit log', () => {
	it('is the same union in any order, newest first', () => {
		const older = auditEntry('1', { created_at: '2026-11-20T08:00:00Z' });
		const newer = auditEntry('2', { created_at: '2026-11-21T08:00:00Z' });
		const a = applyAuditEvent(readAudit(noAudit, [older]), {
			type: 'audit_recorded',
			offset: 1,
			data: { log: newer }
		});
		const b = readAudit(
			applyAuditEvent(noAudit, { type: 'audit_recorded', offset: 1, data: { log: newer } }),
			[newer, older]
		);
		expect(a).toEqual(b);
		expect(newestFirst(a).map((entry) => entry.id)).toEqual(['2', '1']);
	});
});
