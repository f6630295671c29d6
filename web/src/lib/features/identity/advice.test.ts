import { describe, expect, it } from 'vitest';
import { advisePassword, adviseUsername } from './advice';

describe('advice on a name', () => {
	it.each([
		['', { kind: 'empty' }],
		['a', { kind: 'short', missing: 2 }],
		['ab', { kind: 'short', missing: 1 }],
		['ana', { kind: 'good' }],
		['Ana_B-7', { kind: 'good' }],
		['ana b', { kind: 'characters' }],
		['änna', { kind: 'characters' }],
		['a'.repeat(32), { kind: 'good' }],
		['a'.repeat(33), { kind: 'long' }]
	])('%s', (name, expected) => {
		expect(adviseUsername(name)).toEqual(expected);
	});
});

describe('advice on a password', () => {
	it('goes by length, counted as a person counts', () => {
		expect(advisePassword('')).toBe('empty');
		expect(advisePassword('short')).toBe('short');
		expect(advisePassword('kettle door')).toBe('fair');
		expect(advisePassword('kettle on the stove')).toBe('strong');
		expect(advisePassword('🔥🔥🔥🔥🔥')).toBe('short');
	});
});
