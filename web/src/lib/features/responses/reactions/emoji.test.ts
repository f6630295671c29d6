import { expect, it } from 'vitest';
import { findEmoji, loadEmoji, noteEmoji, recentEmoji } from './emoji';

it('is found by its name and by what people call it, in their language', async () => {
	const english = await loadEmoji('en');
	expect(findEmoji(english, 'fire')[0]?.emoji).toBe('🔥');
	expect(findEmoji(english, 'red heart').map(({ emoji }) => emoji)).toContain('❤️');
	const german = await loadEmoji('de');
	expect(findEmoji(german, 'feuer').map(({ emoji }) => emoji)).toContain('🔥');
	expect(findEmoji(english, 'no such thing')).toEqual([]);
});

it('remembers what was used last, and offers the usual ones until then', () => {
	localStorage.clear();
	expect(recentEmoji(3)).toEqual(['❤️', '👍', '😂']);
	noteEmoji('🍞');
	noteEmoji('🔥');
	noteEmoji('🍞');
	expect(recentEmoji(3)).toEqual(['🍞', '🔥', '❤️']);
});
