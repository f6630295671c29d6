import { describe, expect, it } from 'vitest';
import { Draft } from './draft.svelte';
import { mentionAt, withMention } from './mention';

describe('a mention that is being written', () => {
	it.each([
		['@an', { start: 0, prefix: 'an' }],
		['Ask @an', { start: 4, prefix: 'an' }],
		['Ask (@ben.o', { start: 5, prefix: 'ben.o' }],
		[
			'@_ana-of-the-house_with-a-long-name',
			{ start: 0, prefix: '_ana-of-the-house_with-a-long-name' }
		],
		['Ask @Zoë', { start: 4, prefix: 'Zoë' }],
		['me@an', null],
		['https://house.example/@an', null],
		['@an ', null],
		['@', null]
	])('%s', (text, found) => expect(mentionAt(text, text.length)).toEqual(found));

	it('is completed in the middle of a sentence', () => {
		const text = 'Ask @an about it';
		const mention = mentionAt(text, 7);
		expect(mention && withMention(text, mention, 'ana')).toEqual({
			text: 'Ask @ana about it',
			caret: 9
		});
	});
});

describe('a draft', () => {
	it('asks once for each address and shows what was found', () => {
		const draft = new Draft();
		draft.text = 'Hear https://song.example/1 and https://song.example/1';
		expect(draft.unknown).toEqual(['https://song.example/1']);
		draft.found('https://song.example/1', { kind: 'music', title: 'A song' });
		expect(draft.unknown).toEqual([]);
		expect(draft.cards[0]).toMatchObject({ state: 'ready', metadata: { title: 'A song' } });
	});

	it('leaves a card out that is not wanted, and forgets that when it is sent', () => {
		const draft = new Draft();
		draft.text = 'https://song.example/1';
		draft.dismiss('https://song.example/1');
		expect(draft.cards).toEqual([]);
		draft.clear();
		draft.text = 'https://song.example/1';
		expect(draft.cards).toHaveLength(1);
	});

	it('knows a book by its number, among books alone', () => {
		const books = new Draft({ booksByNumber: true });
		for (const number of ['978-0-14-028329-7', 'ISBN 0306406152', 'isbn-13: 9780140283297']) {
			books.text = number;
			expect(books.urls).toEqual([number]);
		}
		for (const number of ['978-0-14-028329-0', '0123456780', '3141592653589']) {
			books.text = number;
			expect(books.urls).toEqual([]);
		}
		const music = new Draft();
		music.text = '978-0-14-028329-7';
		expect(music.urls).toEqual([]);
	});

	it('counts as people count', () => {
		const draft = new Draft();
		draft.text = '🔥'.repeat(10_000);
		expect(draft.tooLong).toBe(false);
		draft.text += '🔥';
		expect(draft.tooLong).toBe(true);
	});
});
