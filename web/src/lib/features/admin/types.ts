import type { AuditEntry, Member, SiteConfig } from '$lib/api';

export type { AuditEntry, Invite, Member, SiteConfig } from '$lib/api';

export type MemberStatus = Member['status'];

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
	'rename_section',
	'create_invite',
	'revoke_invite',
	'create_first_admin',
	'delete_post',
	'restore_post',
	'erase_post',
	'delete_comment',
	'restore_comment',
	'erase_comment',
	'restore_backup'
] as const;

export type AuditAction = (typeof auditActions)[number];

export type MemberEvent =
	| { type: 'member_registered'; offset: number; data: { user: Member } }
	| { type: 'member_changed'; offset: number; data: { user: Member } }
	| { type: 'member_removed'; offset: number; data: { user_id: string } };

export type ConfigEvent = { type: 'config_changed'; offset: number; data: { config: SiteConfig } };
export type AuditEvent = { type: 'audit_recorded'; offset: number; data: { log: AuditEntry } };
export type AdminEvent = MemberEvent | ConfigEvent | AuditEvent;
