import type {
	AuditEntry,
	AuditEvent,
	ConfigEvent,
	Member,
	MemberEvent,
	MemberStatus,
	SiteConfig
} from './types';

/** The last thing an event said about a member: where it stood in its topic, and when we heard it. */
interface Word {
	readonly offset: number;
	readonly tick: number;
}

/**
 * Everybody an admin has heard of. Of two events about one member the one with
 * the higher offset counts, and a reading never overrules an event that came
 * after the reading began, so any order of arrival ends in the same state.
 */
export interface MembersState {
	readonly members: Readonly<Record<string, Member>>;
	readonly words: Readonly<Record<string, Word>>;
	readonly tick: number;
	/** People who wait but were not read yet. */
	readonly beyond: number;
	/** Whether an event may have concerned one of those, so that the count must be asked for again. */
	readonly uncertain: boolean;
}

export const noMembers: MembersState = {
	members: {},
	words: {},
	tick: 0,
	beyond: 0,
	uncertain: false
};

export function applyMemberEvent(state: MembersState, event: MemberEvent): MembersState {
	const id = event.type === 'member_removed' ? event.data.user_id : event.data.user.id;
	const last = state.words[id];
	if (last && last.offset >= event.offset) return state;
	const tick = state.tick + 1;
	const unheard = !state.members[id] && !last;
	return {
		...state,
		tick,
		words: { ...state.words, [id]: { offset: event.offset, tick } },
		members:
			event.type === 'member_removed'
				? without(state.members, id)
				: { ...state.members, [id]: event.data.user },
		uncertain:
			state.uncertain || (unheard && state.beyond > 0 && event.type !== 'member_registered')
	};
}

export interface MembersReading {
	users: readonly Member[];
	pendingCount: number;
	/** The state's `tick` when the question was sent. */
	since: number;
	/** Whether everything known before the question is to be dropped, as after a lost place in the stream. */
	afresh?: boolean;
}

export function readMembers(state: MembersState, reading: MembersReading): MembersState {
	const members: Record<string, Member> = {};
	for (const member of Object.values(state.members)) {
		if (!reading.afresh || heardSince(state, member.id, reading.since)) members[member.id] = member;
	}
	for (const user of reading.users) {
		if (!heardSince(state, user.id, reading.since)) members[user.id] = user;
	}
	return {
		...state,
		members,
		beyond: Math.max(0, reading.pendingCount - countPending(members)),
		uncertain: state.tick > reading.since
	};
}

/** Takes what a call answered. The event of the same change follows and has the last word. */
export function mergeMember(state: MembersState, member: Member): MembersState {
	return { ...state, members: { ...state.members, [member.id]: member } };
}

export function dropMember(state: MembersState, id: string): MembersState {
	return { ...state, members: without(state.members, id) };
}

/** Offsets start anew with the next epoch, so the old ones must not silence the new. */
export function loseMembersPlace(state: MembersState): MembersState {
	return { ...state, words: {} };
}

export function waitingCount(state: MembersState): number {
	return countPending(state.members) + state.beyond;
}

export function matches(member: Member, status: MemberStatus, query: string): boolean {
	if (member.status !== status) return false;
	const wanted = query.trim().toLocaleLowerCase();
	return [member.username, member.display_name, member.email].some((text) =>
		text?.toLocaleLowerCase().includes(wanted)
	);
}

export type Outcome = 'approved' | 'rejected' | 'deleted' | 'restored' | 'gone';

/** What became of a row of the list of `status`, or null while it still belongs there. */
export function outcome(status: MemberStatus, now: Member | undefined): Outcome | null {
	if (now?.status === status) return null;
	if (status === 'pending') {
		if (!now) return 'rejected';
		return now.status === 'active' ? 'approved' : 'deleted';
	}
	if (status === 'deleted') return now?.status === 'active' ? 'restored' : 'gone';
	return 'deleted';
}

export interface ConfigState {
	readonly config: SiteConfig | null;
	readonly offset: number;
}

export const noConfig: ConfigState = { config: null, offset: -1 };

export function applyConfigEvent(state: ConfigState, event: ConfigEvent): ConfigState {
	if (event.offset <= state.offset) return state;
	return { config: event.data.config, offset: event.offset };
}

/** Takes a reading that was asked for at `since`, unless an event has told something newer. */
export function readConfig(state: ConfigState, config: SiteConfig, since: number): ConfigState {
	return state.offset > since ? state : { ...state, config };
}

/** The log only grows: what is known is a union, newest first. */
export type AuditState = Readonly<Record<string, AuditEntry>>;

export const noAudit: AuditState = {};

export function applyAuditEvent(state: AuditState, event: AuditEvent): AuditState {
	return readAudit(state, [event.data.log]);
}

export function readAudit(state: AuditState, logs: readonly AuditEntry[]): AuditState {
	const unknown = logs.filter((log) => !state[log.id]);
	if (unknown.length === 0) return state;
	return { ...state, ...Object.fromEntries(unknown.map((log) => [log.id, log])) };
}

export function newestFirst(state: AuditState): AuditEntry[] {
	return Object.values(state).sort(
		(a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id)
	);
}

function heardSince(state: MembersState, id: string, since: number): boolean {
	return (state.words[id]?.tick ?? 0) > since;
}

function countPending(members: Readonly<Record<string, Member>>): number {
	return Object.values(members).filter((member) => member.status === 'pending').length;
}

function without(members: Readonly<Record<string, Member>>, id: string): Record<string, Member> {
	const { [id]: _gone, ...rest } = members;
	return rest;
}
