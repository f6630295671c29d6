import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import LinkCard from './LinkCard.svelte';
import type { LinkMetadata } from './wire';

const url = 'https://openlibrary.org/isbn/9780140283297';
const show = (metadata: LinkMetadata) => render(LinkCard, { url, metadata });

it('the card of a book says how it is rated, to the eye and aloud', () => {
	const book = { authors: ['Jack Kerouac'], isbn: '9780140283297', rating: 4.26 };
	show({ kind: 'book', title: 'On the Road', book } as LinkMetadata);
	expect(screen.getByText('4.3').getAttribute('aria-hidden')).toBe('true');
	expect(screen.getByText('Rated 4.3').className).toBe('sr-only');
});

it('the card of a book that nobody rated says nothing of it', () => {
	show({ kind: 'book', title: 'On the Road', book: { rating: null } } as LinkMetadata);
	expect(screen.queryByText(/Rated/)).toBeNull();
});
