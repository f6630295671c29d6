import { describe, expect, it } from 'vitest';
import { audiences, isAudience, isFor } from './audiences';
import { en } from './messages';
import { de } from './messages.de';

const nobody = { following: false, friend: false, blocking: false };
const reaches = (standing: typeof nobody) =>
	audiences
		.map(({ visibility }) => visibility)
		.filter((visibility) => isFor({ visibility }, standing));

describe('an audience', () => {
	it.each([
		['a stranger', nobody, ['public']],
		['a follower', { ...nobody, following: true }, ['public', 'followers']],
		['a friend who does not follow', { ...nobody, friend: true }, ['public', 'friends']],
		[
			'a friend who follows',
			{ ...nobody, following: true, friend: true },
			['public', 'followers', 'friends']
		],
		['somebody who blocks', { following: true, friend: true, blocking: true }, []]
	])('%s', (_who, standing, seen) => expect(reaches(standing)).toEqual(seen));

	it('has a name and says what it means, in every language', () => {
		for (const words of [en, de]) {
			for (const { visibility } of audiences) {
				expect(words.audience[visibility]).not.toBe('');
				expect(words.audience_means[visibility]).not.toBe('');
			}
		}
	});

	it('is known from anything else that was kept', () => {
		expect(['public', 'private'].every(isAudience)).toBe(true);
		expect([null, '', 'all', 1].some(isAudience)).toBe(false);
	});
});
