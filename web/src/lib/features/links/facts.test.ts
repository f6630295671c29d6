import { describe, expect, it } from 'vitest';
import { clockText, momentOf, ownPicture, secondsOf } from './facts';
import { playerOf } from './players';

describe('durations', () => {
	it.each([
		[215, 215],
		['PT3M35S', 215],
		['P1DT2H', 93_600],
		['soon', null],
		[null, null],
		[0, null]
	])('%j', (told, seconds) => expect(secondsOf(told)).toBe(seconds));

	it.each([
		[65, '1:05'],
		[3_725, '1:02:05'],
		[9, '0:09']
	])('%d s read %s', (seconds, text) => expect(clockText(seconds)).toBe(text));
});

describe('when an event begins', () => {
	const mine = 'America/New_York';
	const shown = (moment: string, place?: string) => {
		const found = momentOf(moment, place, mine);
		const { at, timeZone, wholeDay } = found ?? {};
		const hour = wholeDay
			? {}
			: ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const);
		return at?.toLocaleString('en-GB', { timeZone, day: 'numeric', month: 'short', ...hour });
	};

	it.each([
		['2026-11-21', undefined, '21 Nov'],
		['2026-11-21T20:00:00', undefined, '21 Nov, 20:00'],
		['2026-11-21T20:00:00+01:00', undefined, '21 Nov, 20:00'],
		['2026-11-21T20:00:00+01:00', '+01:00', '21 Nov, 20:00'],
		['2026-11-21T20:00:00Z', undefined, '21 Nov, 15:00'],
		['2026-11-21T20:00:00+00:00', 'Europe/Berlin', '21 Nov, 21:00'],
		['2026-13-41', undefined, undefined],
		['soon', undefined, undefined]
	])('%s at %s is shown as %s', (moment, place, text) => expect(shown(moment, place)).toBe(text));
});

describe('a player', () => {
	const embed = (url: string) => playerOf({ kind: 'music', embed: { provider: 'x', url } });

	it('is offered for the places that are known', () => {
		expect(embed('https://open.spotify.com/embed/track/1')).toMatchObject({ provider: 'Spotify' });
		expect(embed('https://www.youtube-nocookie.com/embed/1')?.shape).toEqual({ ratio: 16 / 9 });
	});

	it.each([
		'https://evil.example/embed',
		'http://open.spotify.com/embed/track/1',
		'https://open.spotify.com.evil.example/',
		'javascript:alert(1)',
		'nothing'
	])('is not offered for %s', (url) => expect(embed(url)).toBeNull());
});

it('shows pictures of this house alone', () => {
	const here = 'https://house.example';
	expect(ownPicture('/api/v1/links/pictures/1', here)).toBe('/api/v1/links/pictures/1');
	expect(ownPicture('https://house.example/p', here)).toBe('https://house.example/p');
	expect(ownPicture('https://tracker.example/p.gif', here)).toBeNull();
	expect(ownPicture(null, here)).toBeNull();
});
