/** What a person is told while they type. The server has the last word on both. */

export type UsernameAdvice =
	{ kind: 'empty' | 'long' | 'characters' | 'good' } | { kind: 'short'; missing: number };

const shortest = 3;
const longest = 32;

export function adviseUsername(name: string): UsernameAdvice {
	if (name === '') return { kind: 'empty' };
	if (!/^[A-Za-z0-9_-]*$/.test(name)) return { kind: 'characters' };
	if (name.length < shortest) return { kind: 'short', missing: shortest - name.length };
	if (name.length > longest) return { kind: 'long' };
	return { kind: 'good' };
}

export type PasswordAdvice = 'empty' | 'short' | 'fair' | 'strong';

/** By length alone: rules about signs make passwords harder to remember and no harder to guess. */
export function advisePassword(password: string): PasswordAdvice {
	const length = [...password].length;
	if (length === 0) return 'empty';
	if (length < 10) return 'short';
	return length < 16 ? 'fair' : 'strong';
}
