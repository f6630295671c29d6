import { ApiError } from '$lib/api';
import type { AuditFilter } from '../store';
import type { Invite, SiteConfig } from '../types';
import type { AdminPorts } from './ports';

export interface NewInvite {
	note: string;
	max_uses: number;
	expires_in_days: number;
}

/** Keeping the house: its invites, its settings and its log. */
export class Keeping {
	readonly #ports: AdminPorts;

	constructor(ports: AdminPorts) {
		this.#ports = ports;
	}

	async readInvites(more = false): Promise<void> {
		const { api, store } = this.#ports;
		store.invites.begin(more);
		const cursor = more ? store.invites.cursor : null;
		try {
			const answer = await api.get('/api/v1/admin/invites', {
				params: { query: cursor ? { cursor } : {} }
			});
			store.invites.read(answer.invites, answer.meta, more);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.invites.fail(error);
		}
	}

	async makeInvite(wanted: NewInvite): Promise<Invite> {
		const { api, store } = this.#ports;
		const { invite } = await api.post('/api/v1/admin/invites', {
			body: {
				max_uses: wanted.max_uses,
				expires_in_days: wanted.expires_in_days,
				...(wanted.note.trim() ? { note: wanted.note.trim() } : {})
			}
		});
		store.invites.add(invite);
		return invite;
	}

	async revokeInvite(id: string): Promise<void> {
		const { api, notify, store, words } = this.#ports;
		store.invites.hide(id);
		try {
			await api.delete('/api/v1/admin/invites/{invite_id}', {
				params: { path: { invite_id: id } }
			});
		} catch (error) {
			store.invites.show(id);
			this.#ports.sayUndone(error);
			return;
		}
		store.invites.remove(id);
		notify({ tone: 'success', text: words().invite_revoked });
	}

	async readConfig(): Promise<void> {
		const { api, ready, store } = this.#ports;
		await ready();
		const since = store.site.begin();
		try {
			const { config } = await api.get('/api/v1/admin/config');
			store.site.read(config, since);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.site.fail(error);
		}
	}

	/** Shows the change at once; throws when it is refused, after taking it back. */
	async saveConfig(change: Partial<SiteConfig>): Promise<true> {
		const { api, store } = this.#ports;
		const since = store.site.begin();
		store.site.intend(change);
		try {
			const { config } = await api.patch('/api/v1/admin/config', { body: change });
			store.site.confirm(change, config, since);
			this.#ports.siteChanged(config);
			return true;
		} catch (error) {
			store.site.undo(change);
			throw error;
		}
	}

	/** The same for a switch, which has no place of its own for an error. */
	async switchConfig(change: Partial<SiteConfig>): Promise<void> {
		try {
			await this.saveConfig(change);
		} catch (error) {
			this.#ports.sayUndone(error);
		}
	}

	async openAudit(filter: AuditFilter): Promise<void> {
		this.#ports.store.audit.openList(filter);
		await this.readAudit();
	}

	async readAudit(more = false): Promise<void> {
		const { api, ready, store } = this.#ports;
		await ready();
		const filter = store.audit.begin(more);
		const cursor = more ? store.audit.cursor : null;
		try {
			const answer = await api.get('/api/v1/admin/audit-logs', {
				params: {
					query: {
						limit: 50,
						...(cursor ? { cursor } : {}),
						...(filter === 'all' ? {} : { action: filter })
					}
				}
			});
			store.audit.read(filter, answer.logs, answer.meta);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.audit.fail(filter, error);
		}
	}
}
