import { describe, expect, it } from 'vitest';
import { post } from '../samples';
import { linksAfter, linksBelow, linksIn } from './links';

const link = (url: string, title?: string) => ({
	id: url,
	url,
	metadata: title ? { kind: 'generic' as const, title } : null
});
const song = 'https://song.example/1';
const film = 'https://film.example/2';
const book = 'https://openlibrary.org/isbn/9780140283297';

it('a text leads where its addresses lead, each once', () => {
	expect(linksIn(`Hear ${song}, really: ${song}. Then ${film}`)).toEqual([
		{ url: song },
		{ url: film }
	]);
	expect(linksIn('Nothing here')).toEqual([]);
	expect(linksIn(`${song}?${'x'.repeat(2048)}`)).toEqual([]);
});

describe('the links of a text that is changed', () => {
	it.each([
		['stay with other words', [song], `Hear ${song}`, `Do hear ${song}`, undefined],
		['follow an address that is put right', [song], `Hear ${song}`, `See ${film}`, [film]],
		['grow with the text', [song], song, `${song} ${film}`, [song, film]],
		['go with their address', [song, film], `${song} ${film}`, `Only ${film}`, [film]],
		['keep a book that stands as a number', [book], '9780140283297', 'Good!', undefined],
		['keep their card where no word is left', [song], song, ' ', undefined],
		['do not bring back what was not wanted', [], `Hear ${song}`, `Do hear ${song}`, undefined]
	])('%s', (_, urls, before, after, left) => {
		const links = urls.map((url) => link(url));
		expect(linksAfter(links, before, after)).toEqual(left?.map((url) => ({ url })));
	});

	it('know an address again that the house writes in its own way', () => {
		const links = [link('https://song.example/')];
		expect(linksAfter(links, 'https://song.example', 'Gone')).toEqual([]);
	});
});

it('below a text stands what it does not say itself', () => {
	const { content } = post('p', { content: `Hear ${song} and ${film}` });
	const links = [link(song, 'A song'), link(film), link(book)];
	expect(linksBelow(links, content).map(({ url }) => url)).toEqual([song, book]);
});
