import { describe, expect, it } from 'vitest';
import { nextPath, signInPath } from './next';

const wanting = (next: string) => nextPath(new URLSearchParams({ next }));

describe('the way to the sign-in page and back', () => {
	it('leads back to where one wanted to go', () => {
		const path = signInPath({ pathname: '/admin', search: '?tab=log' });
		expect(path).toBe('/sign-in?next=%2Fadmin%3Ftab%3Dlog');
		expect(nextPath(new URL(path, 'https://house').searchParams)).toBe('/admin?tab=log');
	});

	it('leads home when nothing was wanted', () => {
		expect(signInPath({ pathname: '/', search: '' })).toBe('/sign-in');
		expect(nextPath(new URLSearchParams())).toBe('/');
	});

	it.each([
		'https://evil.example/',
		'//evil.example',
		'/\\evil.example',
		'/\t/evil.example',
		'javascript:alert(1)',
		''
	])('never leads out of the house: %j', (next) => {
		expect(wanting(next)).toBe('/');
	});
});
