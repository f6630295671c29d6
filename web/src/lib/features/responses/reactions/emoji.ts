import type { CompactEmoji, MessagesDataset } from 'emojibase';
import deList from 'emojibase-data/de/compact.json?url';
import deNames from 'emojibase-data/de/messages.json?url';
import enList from 'emojibase-data/en/compact.json?url';
import enNames from 'emojibase-data/en/messages.json?url';
import { ApiError } from '$lib/api';
import { recall, remember } from '$lib/kernel';

export interface Emoji {
	emoji: string;
	name: string;
	/** All words by which it is found, in small letters. */
	words: string;
}

export interface EmojiGroup {
	name: string;
	emoji: Emoji[];
}

const files = { de: [deList, deNames], en: [enList, enNames] };

/** Skin tones and hair by themselves, which are no reactions. */
const components = 2;
const recentKey = 'recent-emoji';
const recentAtMost = 16;
const usual = ['❤️', '👍', '😂', '🔥', '😮', '🙏'];

/**
 * The whole set in the member's language. Each language is a file of its own, fetched when the
 * picker is first opened, and known by its name to the service worker, which leaves it out.
 */
export async function loadEmoji(locale: string): Promise<EmojiGroup[]> {
	const [list, messages] = await Promise.all(
		files[locale === 'de' ? 'de' : 'en'].map(async (url) => {
			const response = await fetch(url);
			if (!response.ok) throw ApiError.offline();
			return (await response.json()) as unknown;
		})
	);
	return groupEmoji(list as CompactEmoji[], messages as MessagesDataset);
}

export function groupEmoji(list: CompactEmoji[], messages: MessagesDataset): EmojiGroup[] {
	return messages.groups
		.filter(({ order }) => order !== components)
		.map(({ message, order }) => ({
			name: message,
			emoji: list
				.filter(({ group }) => group === order)
				.map(({ label, tags, unicode }) => ({
					emoji: unicode,
					name: label,
					words: [label, ...(tags ?? [])].join(' ').toLowerCase()
				}))
		}));
}

/** Every word must be found; what is named so comes before what is merely tagged so. */
export function findEmoji(groups: EmojiGroup[], query: string): Emoji[] {
	const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
	const found = groups
		.flatMap(({ emoji }) => emoji)
		.filter(({ words }) => wanted.every((word) => words.includes(word)));
	const rank = ({ name }: Emoji) => {
		const own = name.toLowerCase();
		return own === query.trim().toLowerCase() ? 0 : own.startsWith(wanted[0] ?? '') ? 1 : 2;
	};
	return found.toSorted((a, b) => rank(a) - rank(b)).slice(0, 120);
}

/** What was used last on this device, and the usual ones until there is enough of it. */
export function recentEmoji(count: number): string[] {
	const kept = recall(recentKey);
	const recent = Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
	return [...new Set([...recent, ...usual])].slice(0, count);
}

export function noteEmoji(emoji: string): void {
	const before = recentEmoji(recentAtMost).filter((other) => other !== emoji);
	remember(recentKey, [emoji, ...before].slice(0, recentAtMost));
}
