import { ApiError } from '$lib/api';
import type { Member, MemberStatus } from '../types';
import type { AdminPorts } from './ports';

/** How long a rejection can be taken back before the server is told. */
export const rejectAfter = 6_000;

const pageSize = 50;

/** Who is let in, who is sent away, and who may do either. */
export class Membering {
	readonly #ports: AdminPorts;
	readonly #rejections = new Map<string, ReturnType<typeof setTimeout>>();

	constructor(ports: AdminPorts) {
		this.#ports = ports;
	}

	async open(status: MemberStatus, query: string): Promise<void> {
		await this.settle();
		this.#members.openList(status, query);
		await this.#read();
	}

	retry(): Promise<void> {
		if (this.#members.load === 'error') this.#members.load = 'loading';
		return this.#read();
	}

	more(): Promise<void> {
		return this.#read({ more: true });
	}

	reread(): Promise<void> {
		return this.#read({ afresh: true });
	}

	/** Asks only how many are waiting. */
	async count(): Promise<void> {
		await this.#ports.ready();
		const question = this.#members.ask();
		try {
			const page = await this.#ports.api.get('/api/v1/admin/users', {
				params: { query: { status: 'pending', limit: 1 } }
			});
			this.#members.readCount(question, page);
		} catch (error) {
			// The count is a courtesy; whoever wants to know more opens the list and is told there.
			if (!(error instanceof ApiError)) throw error;
		}
	}

	approve(id: string): Promise<boolean> {
		if (this.#members.shown(id)?.status !== 'pending') return Promise.resolve(false);
		this.#members.intend(id, 'approve');
		return this.#change(id, () =>
			this.#ports.api.post('/api/v1/admin/users/{user_id}/approve', at(id))
		);
	}

	/** Hides the row at once and tells the server only when it can no longer be undone. */
	reject(id: string): void {
		if (this.#members.shown(id)?.status !== 'pending') return;
		this.#members.intend(id, 'reject');
		this.#rejections.set(
			id,
			setTimeout(() => void this.#rejectNow(id), rejectAfter)
		);
	}

	undoReject(id: string): void {
		clearTimeout(this.#rejections.get(id));
		if (this.#rejections.delete(id)) this.#members.undo(id);
	}

	/** Carries out at once whatever still waits to be undone, as when the screen is left. */
	async settle(): Promise<void> {
		await Promise.all([...this.#rejections.keys()].map((id) => this.#rejectNow(id)));
	}

	async remove(member: Member): Promise<boolean> {
		this.#members.intend(member.id, 'delete');
		const done = await this.#attempt(member.id, async () => {
			await this.#ports.api.delete('/api/v1/admin/users/{user_id}', at(member.id));
			this.#members.confirm({
				...member,
				status: 'deleted',
				deleted_at: new Date(this.#ports.now()).toISOString()
			});
		});
		if (done) {
			this.#ports.notify({
				tone: 'success',
				text: this.#words.member_deleted(nameOf(member)),
				action: { label: this.#words.undo, run: () => void this.restore(member) }
			});
		}
		return done;
	}

	async restore(member: Member): Promise<boolean> {
		this.#members.intend(member.id, 'restore');
		const done = await this.#change(member.id, () =>
			this.#ports.api.post('/api/v1/admin/users/{user_id}/restore', at(member.id))
		);
		if (done) this.#say(this.#words.member_restored(nameOf(member)));
		return done;
	}

	async setAdmin(member: Member, isAdmin: boolean): Promise<boolean> {
		this.#members.intend(member.id, isAdmin ? 'grant' : 'revoke');
		const done = await this.#change(member.id, () =>
			this.#ports.around(() =>
				this.#ports.api.patch('/api/v1/admin/users/{user_id}', {
					...at(member.id),
					body: { is_admin: isAdmin }
				})
			)
		);
		const { admin_granted, admin_revoked } = this.#words;
		if (done) this.#say((isAdmin ? admin_granted : admin_revoked)(nameOf(member)));
		return done;
	}

	async endSessions(member: Member): Promise<boolean> {
		const done = await this.#attempt(member.id, () =>
			this.#ports.api.delete('/api/v1/admin/users/{user_id}/sessions', at(member.id))
		);
		if (done) this.#say(this.#words.sessions_ended(nameOf(member)));
		return done;
	}

	/** A link with which the member sets a new password; null when it could not be made. */
	async makeResetLink(member: Member): Promise<{ url: string; expires_at: string } | null> {
		let link: { url: string; expires_at: string } | null = null;
		await this.#attempt(member.id, async () => {
			const answer = await this.#ports.around(() =>
				this.#ports.api.post('/api/v1/admin/users/{user_id}/reset-link', at(member.id))
			);
			link = answer.link;
		});
		return link;
	}

	get #members() {
		return this.#ports.store.members;
	}

	get #words() {
		return this.#ports.words();
	}

	async #read(how: { more?: boolean; afresh?: boolean } = {}): Promise<void> {
		await this.#ports.ready();
		const question = this.#members.ask(how);
		const { status, query, cursor } = question;
		try {
			const page = await this.#ports.api.get('/api/v1/admin/users', {
				params: {
					query: {
						status,
						limit: pageSize,
						...(query.trim() ? { q: query.trim() } : {}),
						...(cursor ? { cursor } : {})
					}
				}
			});
			this.#members.read(question, page);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			this.#members.fail(question, error);
		}
	}

	async #rejectNow(id: string): Promise<void> {
		clearTimeout(this.#rejections.get(id));
		if (!this.#rejections.delete(id)) return;
		await this.#attempt(id, async () => {
			await this.#ports.api.delete('/api/v1/admin/users/{user_id}', at(id));
			this.#members.confirmGone(id);
		});
	}

	#change(id: string, call: () => Promise<{ user: Member }>): Promise<boolean> {
		return this.#attempt(id, async () => {
			const { user } = await call();
			this.#members.confirm(user);
		});
	}

	/** Does it, or takes the intent back and says why. */
	async #attempt(id: string, act: () => Promise<unknown>): Promise<boolean> {
		try {
			await act();
			return true;
		} catch (error) {
			this.#members.undo(id);
			if (error instanceof ApiError && error.status === 404) void this.#read({ afresh: true });
			this.#ports.sayUndone(error);
			return false;
		}
	}

	#say(text: string): void {
		this.#ports.notify({ tone: 'success', text });
	}
}

function at(id: string) {
	return { params: { path: { user_id: id } } };
}

function nameOf(member: Member): string {
	return member.display_name ?? member.username;
}
