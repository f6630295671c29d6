import { describe, expect, it } from 'vitest';
import { de } from '../messages.de';
import { en } from '../messages';
import { auditEntry } from '../samples';
import { auditActions } from '../types';
import { detailLines, kindOf, placeOf, sentence } from './sentence';

const list = (items: string[]) => items.join(' and ');

describe('the log', () => {
	it.each([
		['approve_user', 'ada approved ben'],
		['reject_user', 'ada rejected ben'],
		['delete_user', 'ada deleted the account of ben'],
		['restore_user', 'ada restored the account of ben'],
		['end_sessions', 'ada signed ben out everywhere'],
		['issue_reset_link', 'ada made a reset link for ben'],
		['grant_admin', 'ada made ben an admin'],
		['revoke_admin', 'ada took admin away from ben'],
		['create_invite', 'ada made an invite (ben)'],
		['revoke_invite', 'ada revoked an invite (ben)'],
		['create_first_admin', 'ben created the first account'],
		['change_config', 'ada changed the site settings'],
		['rename_section', 'ada renamed the section ben'],
		['delete_post', 'ada removed a post by ben'],
		['restore_post', 'ada restored a post by ben'],
		['erase_post', 'ada deleted a post by ben for good'],
		['delete_comment', 'ada removed a comment by ben'],
		['restore_comment', 'ada restored a comment by ben'],
		['erase_comment', 'ada deleted a comment by ben for good'],
		['restore_backup', 'The house was restored from a backup']
	])('tells %s as a sentence', (action, expected) => {
		expect(sentence(auditEntry('1', { action }), en, list)).toBe(expected);
	});

	it.each([
		['delete_post', '/admin/content'],
		['delete_comment', '/admin/content?type=comment'],
		['restore_post', '/posts/p'],
		['restore_comment', '/posts/p#comment-c'],
		['erase_post', undefined],
		['erase_comment', undefined],
		['approve_user', undefined]
	])('leads after %s to where the thing is now', (action, href) => {
		const about = { action, related_post_id: 'p', related_comment_id: 'c' };
		expect(placeOf(auditEntry('1', about), en)?.href).toBe(href);
	});

	it('names what was changed in the settings', () => {
		const entry = auditEntry('1', {
			action: 'change_config',
			details: {
				signup_mode: { from: 'approval', to: 'open' },
				site_name: { from: 'Old', to: 'New' }
			}
		});
		expect(sentence(entry, en, list)).toBe('ada changed the name of the house and who may join');
	});

	it('speaks of accounts that are gone, of the house itself, and of acts it does not know', () => {
		expect(sentence(auditEntry('1', { target_label: null }), en, list)).toContain(en.someone_gone);
		expect(
			sentence(auditEntry('1', { admin_user_id: null, admin_username: null }), en, list)
		).toContain(en.the_house);
		expect(sentence(auditEntry('1', { action: 'paint_fence' }), en, list)).toBe('ada: paint fence');
	});

	it('has a sentence and a name for every kind in both languages', () => {
		for (const words of [en, de]) {
			for (const action of auditActions) {
				expect(sentence(auditEntry('1', { action }), words, list)).not.toContain('undefined');
				expect(kindOf(action, words)).toBeTruthy();
			}
		}
	});

	it('writes details as lines', () => {
		const entry = auditEntry('1', { details: { max_uses: 3, note: 'For the choir' } });
		expect(detailLines(entry, en)).toEqual([
			{ name: 'max uses', value: '3' },
			{ name: 'note', value: 'For the choir' }
		]);
	});

	it('says of a change what was and what is', () => {
		const details = { link_metadata_enabled: { from: true, to: false } };
		expect(detailLines(auditEntry('1', { action: 'change_config', details }), en)).toEqual([
			{ name: 'previews for links', value: 'true → false' }
		]);
	});
});
