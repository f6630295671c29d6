import { describe, expect, it } from 'vitest';
import { changesOf, collectionIn } from './deeds';

describe('a change of who sees what', () => {
	it('is told by field, and by collection where there are any', () => {
		const to = { from: 'connections', to: 'private' } as const;
		expect(changesOf({ changes: { bio: to } })).toEqual([{ name: 'bio', to: 'private' }]);
		const whole = changesOf({ changes: { showcase: to, 'showcase.favorite_posts': to } });
		expect(whole).toEqual([{ name: 'showcase.favorite_posts', to: 'private' }]);
		expect(changesOf({ changes: { showcase: to } })).toHaveLength(1);
		expect(changesOf({ changes: null })).toEqual([]);
	});

	it('names a collection by its key', () => {
		expect(collectionIn('showcase.favorite_posts')).toBe('favorite_posts');
		expect(collectionIn('showcase')).toBeNull();
	});
});
