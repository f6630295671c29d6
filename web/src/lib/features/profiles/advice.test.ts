import { describe, expect, it } from 'vitest';
import { adviseDisplayName, bioFits } from './advice';

describe('advice on a display name', () => {
	it.each([
		['', { kind: 'empty' }],
		['   ', { kind: 'empty' }],
		['A', { kind: 'short', missing: 2 }],
		['Ana', { kind: 'good' }],
		['Øystein Ærø', { kind: 'good' }],
		['x'.repeat(41), { kind: 'long' }]
	])('%j', (name, expected) => {
		expect(adviseDisplayName(name)).toEqual(expected);
	});
});

describe('what one says about oneself', () => {
	it('is counted as a person counts', () => {
		expect(bioFits('🔥'.repeat(280))).toBe(true);
		expect(bioFits('🔥'.repeat(281))).toBe(false);
	});
});
