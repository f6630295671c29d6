import { describe, expect, it } from 'vitest';
import { changesSight, keeps, names } from './keeps';

const kaya = { id: '0190d6a0', username: 'kaya' };

describe('what is kept for reading without a network', () => {
	it.each([
		'/api/v1/auth/session',
		'/api/v1/sections',
		'/api/v1/sections/music/feed',
		'/api/v1/posts/p1',
		'/api/v1/posts/p1/comments',
		'/api/v1/notifications',
		'/api/v1/users/me/saved',
		'/api/v1/users/@kaya',
		'/api/v1/users/%40kaya/posts',
		'/api/v1/users/0190d6a0'
	])('%s', (path) => expect(keeps(path, kaya)).toBe(true));

	it.each([
		'/api/v1/auth/csrf',
		'/api/v1/auth/sessions',
		'/api/v1/users/@liam',
		'/api/v1/users/lookup',
		'/api/v1/admin/users',
		'/api/v1/admin/audit',
		'/api/v1/posts/p1/reactions',
		'/api/v1/search'
	])('not %s', (path) => expect(keeps(path, kaya)).toBe(false));
});

describe('whose device it is', () => {
	it('is told by the session alone', () => {
		const answer = JSON.stringify({ user: { id: 'kaya' } });
		expect(names('/api/v1/auth/session', answer)).toBe('kaya');
		expect(names('/api/v1/auth/session', JSON.stringify({ user: null }))).toBeNull();
		expect(names('/api/v1/users/@liam', answer)).toBeUndefined();
	});
});

describe('a door that is closed or opened', () => {
	it('empties what was kept', () => {
		expect(changesSight('POST', '/api/v1/users/liam/block')).toBe(true);
		expect(changesSight('DELETE', '/api/v1/users/liam/mute')).toBe(true);
		expect(changesSight('GET', '/api/v1/users/me/blocks')).toBe(false);
		expect(changesSight('POST', '/api/v1/users/liam/follow')).toBe(false);
	});
});
