import type { AuditEntry, Invite, Member, SiteConfig } from './types';

/** Believable people and records for the tests of this feature. */
export function member(name: string, more: Partial<Member> = {}): Member {
	return {
		id: name,
		avatar: null,
		username: name,
		display_name: null,
		email: `${name}@example.org`,
		status: 'active',
		is_admin: false,
		two_factor: false,
		created_at: '2026-11-20T08:00:00Z',
		approved_at: null,
		deleted_at: null,
		last_seen_at: null,
		...more
	};
}

export function config(more: Partial<SiteConfig> = {}): SiteConfig {
	return {
		site_name: 'Longhouse',
		site_description: 'A house by the river',
		signup_mode: 'approval',
		link_metadata_enabled: true,
		...more
	};
}

export function auditEntry(id: string, more: Partial<AuditEntry> = {}): AuditEntry {
	return {
		id,
		admin_user_id: 'ada',
		admin_username: 'ada',
		action: 'approve_user',
		target_type: 'user',
		target_id: 'ben',
		target_label: 'ben',
		related_post_id: null,
		related_comment_id: null,
		details: {},
		created_at: '2026-11-20T08:00:00Z',
		...more
	};
}

export function invite(id: string, more: Partial<Invite> = {}): Invite {
	return {
		id,
		code: `code-${id}`,
		url: `https://house.example/register#invite=code-${id}`,
		note: null,
		max_uses: 1,
		uses: 0,
		created_at: '2026-11-20T08:00:00Z',
		expires_at: '2026-12-20T08:00:00Z',
		created_by: { id: 'ada', username: 'ada' },
		...more
	};
}
