import { describe, expect, it } from 'vitest';
import { Format } from '$lib/kernel';
import { dayOf } from './day';
import { en } from './messages';
import { de } from './messages.de';
import { notification } from './samples';
import { pathOf, sentenceOf, textOf } from './sentence';
import { withCount } from './showing';

const person = (name: string) => ({
	id: name,
	username: name.toLowerCase(),
	display_name: name,
	avatar: null
});
const say = (change: Parameters<typeof notification>[1], words: typeof en = en) =>
	textOf(sentenceOf(notification('n1', change), words, 'Music'));

describe('the sentence of a notification', () => {
	it('names one, two, or one and how many others', () => {
		const reaction = {
			type: 'reaction' as const,
			emojis: ['👍', '🎉'],
			related_comment_id: null
		};
		const [ada, ben, cleo] = ['Ada', 'Ben', 'Cleo'].map(person) as [
			ReturnType<typeof person>,
			ReturnType<typeof person>,
			ReturnType<typeof person>
		];
		expect(say({ ...reaction, actors: [ada] })).toBe('Ada reacted 👍🎉 to your post');
		expect(say({ ...reaction, actors: [ada, ben], actor_count: 2 })).toBe(
			'Ada and Ben reacted 👍🎉 to your post'
		);
		expect(say({ ...reaction, actors: [ada, ben, cleo], actor_count: 3 })).toBe(
			'Ada and 2 others reacted 👍🎉 to your post'
		);
	});

	it('speaks German with the verb in its number', () => {
		const german = de as unknown as typeof en;
		expect(say({ type: 'follow' }, german)).toBe('Ada folgt dir jetzt');
		expect(say({ type: 'follow', actor_count: 4 }, german)).toBe(
			'Ada und 3 weitere folgen dir jetzt'
		);
	});

	it('says of a section how many wait, and no number nobody can picture', () => {
		expect(say({ type: 'new_post', count: 1 })).toBe('1 new post in Music');
		expect(say({ type: 'new_post', count: 100 })).toBe('More than 99 new posts in Music');
	});
});

describe('where a notification leads', () => {
	const path = (change: Parameters<typeof notification>[1]) =>
		pathOf(notification('n1', change), 'me');

	it('is the comment in its thread, the post, the person, the section', () => {
		expect(path({})).toBe('/posts/p#comment-c');
		expect(path({ related_comment_id: null })).toBe('/posts/p');
		expect(path({ type: 'follow' })).toBe('/@ada');
		expect(path({ type: 'follow', actor_count: 2 })).toBe('/@me/followers');
		const section = { id: 's', name: 'Music', type: 'music' } as const;
		expect(path({ type: 'new_post', section })).toBe('/sections/music');
	});
});

describe('the day a notification stands under', () => {
	const now = Date.parse('2026-11-21T02:00:00Z');
	const day = (at: string, zone: string) => dayOf(at, now, new Format('en', zone), en);

	it('is by the calendar of the member, not of the server', () => {
		expect(day('2026-11-20T23:30:00Z', 'UTC')).toBe('Yesterday');
		expect(day('2026-11-20T23:30:00Z', 'Europe/Berlin')).toBe('Today');
		expect(day('2026-11-20T23:30:00Z', 'America/New_York')).toBe('Today');
		expect(day('2026-11-18T12:00:00Z', 'UTC')).toBe('November 18, 2026');
	});
});

describe('the title of the page', () => {
	it('carries the count before whatever it says', () => {
		expect(withCount('Music', 3)).toBe('(3) Music');
		expect(withCount('(3) Music', 120)).toBe('(99+) Music');
		expect(withCount('(99+) Music', 0)).toBe('Music');
	});
});
