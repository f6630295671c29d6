import { expect, it } from 'vitest';
import { inviteIn } from './inviteIn';

it.each([
	['#invite=abc-DEF_1', 'abc-DEF_1'],
	['#invite=a%2Bb', 'a+b'],
	['#', ''],
	['', ''],
	['#other=1', '']
])('the invite code in %j', (hash, code) => {
	expect(inviteIn(hash)).toBe(code);
});
