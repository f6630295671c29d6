import type { ApiError } from '$lib/api';
import { applyAuditEvent, newestFirst, noAudit, readAudit, type AuditState } from '../apply';
import type { AuditAction, AuditEntry, AuditEvent } from '../types';
import type { Load } from './members.svelte';

export type AuditFilter = AuditAction | 'all';

/** The log as far as it was read. What is written while it is on screen waits behind a button. */
export class Audit {
	filter = $state<AuditFilter>('all');
	load = $state<Load>('loading');
	loadingMore = $state(false);
	error = $state.raw<ApiError | null>(null);
	cursor = $state<string | null>(null);
	hasMore = $state(false);

	#read = $state.raw<AuditState>(noAudit);
	#came = $state.raw<AuditState>(noAudit);

	readonly entries: AuditEntry[] = $derived(newestFirst(this.#read));
	readonly newerCount: number = $derived(
		Object.keys(this.#came).filter((id) => !this.#read[id]).length
	);

	openList(filter: AuditFilter): void {
		this.filter = filter;
		this.load = 'loading';
		this.error = null;
		this.#read = noAudit;
		this.#came = noAudit;
	}

	begin(more = false): AuditFilter {
		this.loadingMore = more;
		if (this.load === 'error') this.load = 'loading';
		return this.filter;
	}

	read(
		filter: AuditFilter,
		logs: readonly AuditEntry[],
		meta: { cursor: string | null; has_more: boolean }
	): void {
		if (filter !== this.filter) return;
		this.#read = readAudit(this.#read, logs);
		this.cursor = meta.cursor;
		this.hasMore = meta.has_more;
		this.load = 'ready';
		this.loadingMore = false;
		this.error = null;
	}

	fail(filter: AuditFilter, error: ApiError): void {
		if (filter !== this.filter) return;
		this.error = error;
		this.loadingMore = false;
		if (this.entries.length === 0) this.load = 'error';
	}

	apply(event: AuditEvent): void {
		if (this.filter === 'all' || event.data.log.action === this.filter) {
			this.#came = applyAuditEvent(this.#came, event);
		}
	}

	showNewer(): void {
		this.#read = readAudit(this.#read, Object.values(this.#came));
		this.#came = noAudit;
	}
}
