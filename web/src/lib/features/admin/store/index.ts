import type { AdminEvent } from '../types';
import { Audit } from './audit.svelte';
import { Invites } from './invites.svelte';
import { Members } from './members.svelte';
import { SiteSettings } from './siteSettings.svelte';

export { Audit, type AuditFilter } from './audit.svelte';
export { Invites, inviteState, type InviteState } from './invites.svelte';
export { Members, type Load, type MembersQuestion, type Row } from './members.svelte';
export { SiteSettings } from './siteSettings.svelte';

export class AdminStore {
	readonly members = new Members();
	readonly invites = new Invites();
	readonly site = new SiteSettings();
	readonly audit = new Audit();

	apply(event: AdminEvent): void {
		switch (event.type) {
			case 'config_changed':
				return this.site.apply(event);
			case 'audit_recorded':
				return this.audit.apply(event);
			case 'member_registered':
			case 'member_changed':
			case 'member_removed':
				return this.members.apply(event);
		}
	}

	/** After the place in the stream was lost; what is shown is then read anew. */
	losePlace(): void {
		this.members.losePlace();
		this.site.losePlace();
	}
}
