import type { CompactEmoji, MessagesDataset } from 'emojibase';
import deList from 'emojibase-data/de/compact.json';
import deNames from 'emojibase-data/de/messages.json';
import enList from 'emojibase-data/en/compact.json';
import enNames from 'emojibase-data/en/messages.json';
import { expect, it } from 'vitest';
import { findEmoji, groupEmoji, noteEmoji, recentEmoji } from './emoji';

const grouped = (list: unknown, names: unknown) =>
	groupEmoji(list as CompactEmoji[], names as MessagesDataset);

it('is found by its name and by what people call it, in their language', () => {
	const english = grouped(enList, enNames);
	expect(findEmoji(english, 'fire')[0]?.emoji).toBe('🔥');
	expect(findEmoji(english, 'red heart').map(({ emoji }) => emoji)).toContain('❤️');
	const german = grouped(deList, deNames);
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
