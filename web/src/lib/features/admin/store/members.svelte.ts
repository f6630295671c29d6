import type { ApiError } from '$lib/api';
import {
	applyMemberEvent,
	dropMember,
	loseMembersPlace,
	matches,
	mergeMember,
	noMembers,
	outcome,
	readMembers,
	waitingCount,
	type MembersState,
	type Outcome
} from '../apply';
import type { Member, MemberEvent, MemberStatus } from '../types';

export type Intent = 'approve' | 'reject' | 'delete' | 'restore' | 'grant' | 'revoke';
export type Load = 'loading' | 'ready' | 'error';

export interface Row {
	member: Member;
	/** What became of it, or null while it belongs in this list. */
	outcome: Outcome | null;
	/** Whether the server has not been told yet. */
	undoable: boolean;
}

export interface MembersPage {
	users: readonly Member[];
	meta: { cursor: string | null; has_more: boolean; pending_count: number };
}

/** What a reading was asked for, handed back with its answer. */
export interface MembersQuestion {
	status: MemberStatus;
	query: string;
	cursor: string | null;
	since: number;
	afresh: boolean;
}

/**
 * One list of members at a time, and the count of who is waiting.
 *
 * Rows keep their place: who was decided on stays as a settled row until the
 * list is opened again, newcomers to the waiting list are appended, and
 * newcomers to the other lists wait behind a button, so nothing moves under a
 * pointer.
 */
export class Members {
	status = $state<MemberStatus>('pending');
	query = $state('');
	load = $state<Load>('loading');
	loadingMore = $state(false);
	error = $state.raw<ApiError | null>(null);
	cursor = $state<string | null>(null);
	hasMore = $state(false);
	openId = $state<string | null>(null);

	#state = $state.raw<MembersState>(noMembers);
	#intents = $state.raw<Readonly<Record<string, Intent>>>({});
	#ids = $state.raw<readonly string[]>([]);
	#newer = $state.raw<readonly string[]>([]);
	/** How members looked before they left. */
	#kept = $state.raw<Readonly<Record<string, Member>>>({});
	#counted = $state(false);

	readonly rows: Row[] = $derived(
		this.#ids.flatMap((id) => {
			const member = this.#state.members[id] ?? this.#kept[id];
			if (!member) return [];
			const undoable = this.#intents[id] === 'reject';
			return [{ member, outcome: outcome(this.status, this.shown(id)), undoable }];
		})
	);
	readonly newerCount: number = $derived(this.#newer.length);
	readonly waiting: number | null = $derived(
		this.#counted ? Math.max(0, waitingCount(this.#state) - this.#decidedNow()) : null
	);
	readonly uncertain: boolean = $derived(this.#state.uncertain);
	readonly detail: Member | null = $derived(
		this.openId ? (this.shown(this.openId) ?? this.#kept[this.openId] ?? null) : null
	);

	/** A member as the admin should see them now, what was just asked for included. */
	shown(id: string): Member | undefined {
		const member = this.#state.members[id];
		if (!member) return undefined;
		switch (this.#intents[id]) {
			case undefined:
				return member;
			case 'approve':
			case 'restore':
				return { ...member, status: 'active' };
			case 'reject':
				return undefined;
			case 'delete':
				return { ...member, status: 'deleted' };
			case 'grant':
				return { ...member, is_admin: true };
			case 'revoke':
				return { ...member, is_admin: false };
		}
	}

	intent(id: string): Intent | undefined {
		return this.#intents[id];
	}

	openList(status: MemberStatus, query: string): void {
		this.status = status;
		this.query = query;
		this.load = 'loading';
		this.error = null;
		this.#clearList();
	}

	ask(how: { more?: boolean; afresh?: boolean } = {}): MembersQuestion {
		this.loadingMore = how.more ?? false;
		return {
			status: this.status,
			query: this.query,
			cursor: how.more ? this.cursor : null,
			since: this.#state.tick,
			afresh: how.afresh ?? false
		};
	}

	read(question: MembersQuestion, page: MembersPage): void {
		this.#take(question, page);
		if (!this.#stillWanted(question)) return;
		this.loadingMore = false;
		this.load = 'ready';
		this.error = null;
		this.cursor = page.meta.cursor;
		this.hasMore = page.meta.has_more;
		if (question.cursor === null) this.#clearList();
		const came = page.users.map((user) => user.id);
		this.#ids = [...this.#ids, ...came.filter((id) => !this.#ids.includes(id))];
		this.#admit(Object.keys(this.#state.words));
	}

	/** Takes only the number of who is waiting. */
	readCount(question: MembersQuestion, page: MembersPage): void {
		this.#take(question, page);
	}

	fail(question: MembersQuestion, error: ApiError): void {
		if (!this.#stillWanted(question)) return;
		this.loadingMore = false;
		this.error = error;
		if (this.#ids.length === 0) this.load = 'error';
	}

	apply(event: MemberEvent): void {
		const id = event.type === 'member_removed' ? event.data.user_id : event.data.user.id;
		this.#keep(id);
		this.#state = applyMemberEvent(this.#state, event);
		if (this.load === 'ready') this.#admit([id]);
	}

	losePlace(): void {
		this.#state = loseMembersPlace(this.#state);
	}

	intend(id: string, intent: Intent): void {
		this.#keep(id);
		this.#intents = { ...this.#intents, [id]: intent };
	}

	/** Takes an intent back, whether it failed or was thought better of. */
	undo(id: string): void {
		const { [id]: _intent, ...intents } = this.#intents;
		this.#intents = intents;
	}

	confirm(member: Member): void {
		this.#state = mergeMember(this.#state, member);
		this.undo(member.id);
	}

	confirmGone(id: string): void {
		this.#keep(id);
		this.#state = dropMember(this.#state, id);
		this.undo(id);
	}

	showNewer(): void {
		this.#ids = [...this.#newer, ...this.#ids];
		this.#newer = [];
	}

	/** The next row after this one, round the end, that still waits for a decision. */
	nextUndecided(id: string): string | null {
		const at = this.rows.findIndex((row) => row.member.id === id);
		const after = [...this.rows.slice(at + 1), ...this.rows.slice(0, at)];
		return after.find((row) => row.outcome === null)?.member.id ?? null;
	}

	#take(question: MembersQuestion, page: MembersPage): void {
		const { since, afresh } = question;
		const pendingCount = page.meta.pending_count;
		this.#state = readMembers(this.#state, { users: page.users, pendingCount, since, afresh });
		this.#counted = true;
	}

	#stillWanted(question: MembersQuestion): boolean {
		return question.status === this.status && question.query === this.query;
	}

	#clearList(): void {
		this.#ids = [];
		this.#newer = [];
		this.#kept = {};
	}

	#admit(ids: readonly string[]): void {
		const known = new Set([...this.#ids, ...this.#newer]);
		const came = ids.filter((id) => {
			const member = this.#state.members[id];
			return member && !known.has(id) && matches(member, this.status, this.query);
		});
		if (came.length === 0) return;
		if (this.status !== 'pending') this.#newer = [...came, ...this.#newer];
		else if (!this.hasMore) this.#ids = [...this.#ids, ...came];
	}

	#keep(id: string): void {
		const member = this.#state.members[id];
		if (member) this.#kept = { ...this.#kept, [id]: member };
	}

	#decidedNow(): number {
		return Object.keys(this.#intents).filter(
			(id) => this.#state.members[id]?.status === 'pending' && this.shown(id)?.status !== 'pending'
		).length;
	}
}
