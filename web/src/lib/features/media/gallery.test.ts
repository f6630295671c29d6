import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Gallery from './Gallery.svelte';
import { en } from './messages';
import { picture } from './samples';

it.each([
	['failed', en.picture_failed],
	['processing', en.not_ready]
] as const)('a picture that is %s says so in its place, and does not open', (status, words) => {
	render(Gallery, { media: [picture('boat', status)] });
	const place = screen.getByRole('button', { name: en.open_picture(1, 1) });
	expect(place.textContent?.trim()).toBe(words);
	expect((place as HTMLButtonElement).disabled).toBe(true);
});
