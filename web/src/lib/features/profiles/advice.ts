import { limits } from './wire';

export type DisplayNameAdvice =
	{ kind: 'empty' | 'good' | 'long' } | { kind: 'short'; missing: number };

export function adviseDisplayName(name: string): DisplayNameAdvice {
	const { length } = [...name.trim()];
	if (length === 0) return { kind: 'empty' };
	if (length < limits.displayNameMin)
		return { kind: 'short', missing: limits.displayNameMin - length };
	return { kind: length > limits.displayNameMax ? 'long' : 'good' };
}

export function bioFits(bio: string): boolean {
	return [...bio].length <= limits.bioMax;
}
