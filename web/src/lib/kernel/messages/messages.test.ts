import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { de } from './de';
import { en } from './en';
import { explain } from './errors';
import { Format } from './format';
import { Language } from './language.svelte';
import { pluralIn } from './plural';

const now = Date.parse('2026-05-20T12:00:00Z');
const ago = (ms: number) => new Date(now - ms).toISOString();

describe('plural', () => {
	it('takes the form of the language and writes the number its way', () => {
		const forms = { one: '# Person wartet', other: '# Personen warten' };
		expect(pluralIn('de')(1, forms)).toBe('1 Person wartet');
		expect(pluralIn('de')(12_000, forms)).toBe('12.000 Personen warten');
		expect(pluralIn('en')(0, { one: '# day', other: '# days' })).toBe('0 days');
	});

	it('falls back to the general form where a language has more than were given', () => {
		expect(pluralIn('pl')(3, { one: '# dom', other: '# domów' })).toBe('3 domów');
	});
});

describe('how long ago', () => {
	it.each([
		[10_000, 'now'],
		[50_000, '1 minute ago'],
		[170_000, '3 minutes ago'],
		[3 * 3_600_000, '3 hours ago'],
		[26 * 3_600_000, 'yesterday'],
		[4 * 86_400_000, '4 days ago'],
		[-7_200_000, 'in 2 hours']
	])('%d ms is "%s"', (ms, words) => {
		expect(new Format('en', 'UTC').relative(ago(ms), now)).toBe(words);
	});

	it('is a date past a week, with the year only when it is another one', () => {
		const format = new Format('en', 'UTC');
		expect(format.relative('2026-03-03T12:00:00Z', now)).toBe('Mar 3');
		expect(format.relative('2024-03-03T12:00:00Z', now)).toBe('Mar 3, 2024');
		expect(new Format('de', 'UTC').relative('2026-03-03T12:00:00Z', now)).toBe('3. März');
	});

	it('is told in the timezone of the member', () => {
		const at = '2026-05-20T23:30:00Z';
		expect(new Format('de', 'Europe/Berlin').date(at)).toBe('21. Mai 2026');
	});

	it('makes what writes a time or a number once, however often a page says one', () => {
		const kinds = ['DateTimeFormat', 'NumberFormat', 'RelativeTimeFormat'] as const;
		const made = kinds.map((kind) => vi.spyOn(Intl, kind));
		const format = new Format('en', 'UTC');
		for (const ms of [10_000, 50_000, 8 * 86_400_000, 9 * 86_400_000]) {
			format.relative(ago(ms), now);
			format.number(ms);
			format.dateTime(now - ms);
		}
		// Of dates two kinds were asked for.
		expect(made.map((spy) => spy.mock.calls.length)).toEqual([2, 1, 1]);
	});
});

describe('a language', () => {
	const own = {
		title: 'Home',
		greeting: (name: string) => `Hello, ${name}`,
		deep: { a: 'A', b: 'B' }
	};

	it('is English until another is chosen', () => {
		expect(new Language().translate('home', own).title).toBe('Home');
	});

	it('lays its texts over the English ones, which stand in for what is missing', async () => {
		const language = new Language({
			de: async () => ({
				home: { greeting: (name: string) => `Hallo, ${name}`, deep: { b: 'Be' } }
			})
		});
		await language.use('de-AT');
		const texts = language.translate('home', own);
		expect(texts.greeting('Ada')).toBe('Hallo, Ada');
		expect(texts.deep).toEqual({ a: 'A', b: 'Be' });
		expect(texts.title).toBe('Home');
		expect(document.documentElement.lang).toBe('de');
	});

	it('returns to English when a language is not on offer', async () => {
		const language = new Language({ de: async () => ({ home: { title: 'Zuhause' } }) });
		await language.use('de');
		await language.use('fr');
		expect(language.locale).toBe('en');
		expect(language.translate('home', own).title).toBe('Home');
	});

	it('takes the first wish that can be met', () => {
		const language = new Language({ de: async () => ({}) });
		expect(language.pick(['fr-CA', 'de-CH', 'en'])).toBe('de');
		expect(language.pick(['fr'])).toBe('en');
	});

	it('German says everything that English says', () => {
		expect(Object.keys(de)).toEqual(Object.keys(en));
	});
});

describe('explaining a failure', () => {
	const refusal = (retryAfter: number | null) =>
		new ApiError({
			status: 429,
			code: 'RATE_LIMITED',
			message: 'That was a bit fast.',
			retryAfter
		});

	it('says how long to wait', () => {
		expect(explain(refusal(1), en)).toBe(
			`${en.refusals.codes.RATE_LIMITED} Try again in 1 second.`
		);
	});

	it('speaks the language of the member where the server could not', () => {
		expect(explain(ApiError.offline(), de)).toBe(de.offline_error);
		expect(explain(new TypeError('x is undefined'), en)).toBe(en.unexpected);
	});
});
