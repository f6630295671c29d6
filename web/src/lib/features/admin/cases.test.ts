import { describe, expect, it } from 'vitest';
import {
	applyAuditEvent,
	applyConfigEvent,
	applyMemberEvent,
	newestFirst,
	noAudit,
	noConfig,
	noMembers,
	readAudit,
	readConfig,
	readMembers,
	waitingCount
} from './apply';
import type { AdminEvent, AuditEntry, Member, MemberStatus, SiteConfig } from './types';

interface Page {
	users: Member[];
	meta: { pending_count: number };
}

type Read = Record<`/admin/users?status=${MemberStatus}&limit=100`, Page> & {
	'/admin/config': { config: SiteConfig };
	'/admin/audit-logs?limit=100': { logs: AuditEntry[] };
};

/** What the server really answered and told; its own tests keep these files true. */
interface Case {
	act: string;
	before: Read;
	frames: AdminEvent[];
	after: Read;
}

const cases = Object.values(
	import.meta.glob<Case>('./cases/*.json', { eager: true, import: 'default' })
);
const statuses = ['pending', 'active', 'deleted'] as const;

function shown(read: Read) {
	const pages = statuses.map((status) => read[`/admin/users?status=${status}&limit=100`]);
	return {
		members: readMembers(noMembers, {
			users: pages.flatMap((page) => page.users),
			pendingCount: pages[0]?.meta.pending_count ?? 0,
			since: 0
		}),
		config: readConfig(noConfig, read['/admin/config'].config, -1),
		audit: readAudit(noAudit, read['/admin/audit-logs?limit=100'].logs)
	};
}

type State = ReturnType<typeof shown>;

function apply(state: State, event: AdminEvent): State {
	switch (event.type) {
		case 'member_registered':
		case 'member_changed':
		case 'member_removed':
			return { ...state, members: applyMemberEvent(state.members, event) };
		case 'config_changed':
			return { ...state, config: applyConfigEvent(state.config, event) };
		case 'audit_recorded':
			return { ...state, audit: applyAuditEvent(state.audit, event) };
	}
}

describe('what was known and what is told make what is read anew', () => {
	it.each(cases)('$act', ({ before, frames, after }) => {
		const read = shown(after);
		for (const order of [frames, frames.toReversed(), [...frames, ...frames]]) {
			const state = order.reduce(apply, shown(before));
			expect(state.members.members).toEqual(read.members.members);
			expect(waitingCount(state.members)).toBe(waitingCount(read.members));
			expect(state.config.config).toEqual(read.config.config);
			expect(newestFirst(state.audit)).toEqual(newestFirst(read.audit));
		}
	});

	it('is tried with every kind of event', () => {
		const kinds = new Set(cases.flatMap(({ frames }) => frames.map((frame) => frame.type)));
		expect([...kinds].sort()).toEqual([
			'audit_recorded',
			'config_changed',
			'member_changed',
			'member_registered',
			'member_removed'
		]);
	});
});
