import { describe, expect, it } from 'vitest';
import { de } from '../messages.de';
import { en } from '../messages';
import { auditEntry } from '../samples';
import { auditActions } from '../types';
import { detailLines, kindOf, sentence } from './sentence';

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
		['change_config', 'ada changed the site settings']
	])('tells %s as a sentence', (action, expected) => {
		expect(sentence(auditEntry('1', { action }), en, list)).toBe(expected);
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
