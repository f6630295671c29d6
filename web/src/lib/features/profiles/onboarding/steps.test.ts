import { expect, it } from 'vitest';
import { ana } from '../samples';
import { after, before, firstStep, progressOf, steps } from './steps';

it('one begins with what is missing, and the meter says how much is there', () => {
	const newcomer = { ...ana, display_name: null, avatar: null, interests: [] };
	expect(firstStep(newcomer)).toBe('name');
	expect(progressOf(newcomer)).toBe(0);
	expect(firstStep({ ...newcomer, display_name: 'Ana' })).toBe('picture');
	expect(progressOf({ ...newcomer, display_name: 'Ana' })).toBeCloseTo(1 / 3);
	expect(firstStep(ana)).toBe('name');
	expect(progressOf(ana)).toBe(1);
});

it('the steps lead from the first to the last, and back', () => {
	expect(steps.map(after)).toEqual(['picture', 'interests', null]);
	expect(steps.map(before)).toEqual([null, 'name', 'picture']);
});
