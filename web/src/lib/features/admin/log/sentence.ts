import type { en } from '../messages';
import { auditActions, type AuditAction, type AuditEntry, type SiteConfig } from '../types';

type Words = typeof en;

/** What an entry of the log says, as one person would tell another. */
export function sentence(
	entry: AuditEntry,
	words: Words,
	list: (items: string[]) => string
): string {
	const who = entry.admin_username ?? (entry.admin_user_id ? words.someone_gone : words.the_house);
	const target = entry.target_label ?? words.someone_gone;
	if (!isKnown(entry.action)) return words.act_other(who, entry.action.replaceAll('_', ' '));
	switch (entry.action) {
		case 'change_config':
			return words.act_change_config(who, list(changedSettings(entry, words)));
		case 'create_invite':
		case 'revoke_invite':
			return words[`act_${entry.action}`](who, entry.target_label ?? '');
		case 'create_first_admin':
			return words.act_create_first_admin(entry.target_label ?? who);
		case 'restore_backup':
			return words.act_restore_backup(words.the_house);
		default:
			return words[`act_${entry.action}`](who, target);
	}
}

/** The name of a kind of act, for the filter. */
export function kindOf(action: AuditAction, words: Words): string {
	return words[`kind_${action}`];
}

/** The details as lines of name and value; a change says what was and what is. */
export function detailLines(entry: AuditEntry, words: Words): { name: string; value: string }[] {
	const names = settingNames(words) as Record<string, string>;
	return Object.entries(entry.details).map(([name, value]) => ({
		name: names[name] ?? name.replaceAll('_', ' '),
		value: isChange(value) ? `${plain(value.from)} → ${plain(value.to)}` : plain(value)
	}));
}

/**
 * Where what an act was about can be seen, if it is still there: what was removed lies with the
 * deleted things, what was restored stands in its place, what was erased is nowhere.
 */
export function placeOf(entry: AuditEntry, words: Words): { href: string; label: string } | null {
	switch (entry.action) {
		case 'delete_post':
			return { href: '/admin/content', label: words.audit_content };
		case 'delete_comment':
			return { href: '/admin/content?type=comment', label: words.audit_content };
		case 'restore_post':
			return entry.related_post_id
				? { href: `/posts/${entry.related_post_id}`, label: words.audit_post }
				: null;
		case 'restore_comment':
			return entry.related_post_id
				? {
						href: `/posts/${entry.related_post_id}#comment-${entry.related_comment_id}`,
						label: words.audit_comment
					}
				: null;
		default:
			return null;
	}
}

function changedSettings(entry: AuditEntry, words: Words): string[] {
	return Object.entries(settingNames(words)).flatMap(([key, name]) =>
		key in entry.details ? [name] : []
	);
}

function settingNames(words: Words): Record<keyof SiteConfig, string> {
	return {
		site_name: words.setting_site_name,
		site_description: words.setting_site_description,
		signup_mode: words.setting_signup_mode,
		link_metadata_enabled: words.setting_link_metadata
	};
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
	return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}

function plain(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function isKnown(action: string): action is AuditAction {
	return (auditActions as readonly string[]).includes(action);
}
