import type { SignupMode } from '$lib/features/identity';

export type MemberStatus = 'pending' | 'active' | 'deleted';

/** An account as an admin sees it. */
export interface Member {
	id: string;
	username: string;
	display_name: string | null;
	email: string | null;
	status: MemberStatus;
	is_admin: boolean;
	two_factor: boolean;
	created_at: string;
	approved_at: string | null;
	deleted_at: string | null;
	last_seen_at: string | null;
}

export interface Invite {
	id: string;
	code: string;
	url: string;
	note: string | null;
	max_uses: number;
	uses: number;
	created_at: string;
	expires_at: string;
	created_by: { id: string; username: string };
}

export interface SiteConfig {
	site_name: string;
	site_description: string;
	signup_mode: SignupMode;
	link_metadata_enabled: boolean;
}

export const auditActions = [
	'approve_user',
	'reject_user',
	'delete_user',
	'restore_user',
	'end_sessions',
	'issue_reset_link',
	'grant_admin',
	'revoke_admin',
	'change_config',
	'create_invite',
	'revoke_invite',
	'create_first_admin'
] as const;

export type AuditAction = (typeof auditActions)[number];

export interface AuditEntry {
	id: string;
	admin_user_id: string | null;
	admin_username: string | null;
	action: string;
	target_type: string | null;
	target_id: string | null;
	target_label: string | null;
	details: Record<string, unknown>;
	created_at: string;
}

export type MemberEvent =
	| { type: 'member_registered'; offset: number; data: { user: Member } }
	| { type: 'member_changed'; offset: number; data: { user: Member } }
	| { type: 'member_removed'; offset: number; data: { user_id: string } };

export type ConfigEvent = { type: 'config_changed'; offset: number; data: { config: SiteConfig } };
export type AuditEvent = { type: 'audit_recorded'; offset: number; data: { log: AuditEntry } };
export type AdminEvent = MemberEvent | ConfigEvent | AuditEvent;
