import { describe, expect, it } from 'vitest';
import { ApiError } from '$lib/api';
import { de } from './de';
import { en } from './en';
import { explain, explainFields } from './errors';
import known from './refusals.json';

type Said = string | ((numbers: never) => string);

/** Answers to the numbers that the server sends along, and to no other. */
const only = (names: readonly string[]) =>
	new Proxy({} as Record<string, number>, {
		get: (_, name) => {
			if (!names.includes(String(name))) throw new Error(`There is no ${String(name)}.`);
			return 7;
		}
	});

const spoken = (said: Said | undefined, numbers: readonly string[]) =>
	typeof said === 'function' ? said(only(numbers) as never) : said;

describe.each([
	['English', en],
	['German', de]
])('what the server refuses, in %s', (_, { refusals }) => {
	const { causes, codes, reasons } = refusals as Record<
		keyof typeof refusals,
		Record<string, Said>
	>;
	/** A test of the server keeps the file; these come with numbers of their own. */
	const numbers: Record<string, string[]> = {
		MEDIA_TOO_LARGE: ['most_bytes'],
		TOO_MANY_CANVASES: ['most']
	};

	it.each(known.codes)('has words for the code %s', (code) => {
		expect(spoken(codes[code], numbers[code] ?? [])).toBeTruthy();
	});

	it.each(known.causes)('has words for the cause %s', (cause) => {
		expect(spoken(causes[cause], [])).toBeTruthy();
	});

	it.each(Object.entries(known.reasons))('has words for the reason %s', (reason, given) => {
		const sentence = spoken(reasons[reason], given);
		expect(sentence).toBeTruthy();
		expect(sentence?.includes('7')).toBe(given.length > 0);
	});

	it('has none for what the server never says', () => {
		expect(Object.keys(codes).sort()).toEqual([...known.codes].sort());
		expect(Object.keys(causes).sort()).toEqual([...known.causes].sort());
		expect(Object.keys(reasons).sort()).toEqual(Object.keys(known.reasons).sort());
	});
});

describe('a refusal', () => {
	const refusal = (code: string, details: Record<string, unknown> = {}, retryAfter?: number) =>
		new ApiError({ status: 409, code, message: 'In English.', details, retryAfter });

	it('is said in the language of the page, with its numbers', () => {
		expect(explain(refusal('NOT_FOUND'), de)).toBe(de.refusals.codes.NOT_FOUND);
		expect(explain(refusal('CONFLICT', { reason: 'look_alike' }), de)).toBe(
			de.refusals.causes.look_alike
		);
		expect(explain(refusal('MEDIA_TOO_LARGE', { most_bytes: 2.5 * 2 ** 20 }), de)).toBe(
			'Diese Datei ist größer als 2,5 MB.'
		);
		expect(explain(refusal('RATE_LIMITED', { retry_after: 3 }, 3), de)).toBe(
			`${de.refusals.codes.RATE_LIMITED} ${de.try_again_in(3)}`
		);
	});

	it('is said in the words of the server where it is new', () => {
		expect(explain(refusal('SOMETHING_NEW'), de)).toBe('In English.');
		expect(explain(refusal('CONFLICT', { reason: 'new' }), de)).toBe(de.refusals.codes.CONFLICT);
		expect(explain(refusal('MEDIA_TOO_LARGE'), de)).toBe('In English.');
	});

	it('of fields is said beside each, and as one sentence where there is no form', () => {
		const error = refusal('INVALID_FIELDS', {
			fields: { bio: 'Too long.', 'interests.3': 'New here.' },
			reasons: { bio: { reason: 'too_long', most: 1280 }, 'interests.3': { reason: 'new' } }
		});
		expect(explainFields(error, de)).toEqual({
			bio: 'Höchstens 1.280 Zeichen.',
			'interests.3': 'New here.'
		});
		expect(explain(error, de)).toBe('Höchstens 1.280 Zeichen.');
		expect(explain(refusal('INVALID_FIELDS'), de)).toBe(de.refusals.codes.INVALID_FIELDS);
	});

	it('that names a field belongs beside it', () => {
		const error = refusal('CONFLICT', { field: 'email', reason: 'email_taken' });
		expect(explainFields(error, de)).toEqual({ email: de.refusals.causes.email_taken });
	});
});
