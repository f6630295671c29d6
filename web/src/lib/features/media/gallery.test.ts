import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Gallery from './Gallery.svelte';
import { en } from './messages';
import type { Media } from './wire';

const picture = (status: Media['status']): Media => ({
	id: status,
	kind: 'image',
	status,
	width: 800,
	height: 600,
	duration: null,
	alt: null,
	placeholder: null,
	urls: {},
	size: 1,
	mime: 'image/webp',
	failure: null,
	progress: null
});

it.each([
	['failed', en.picture_failed],
	['processing', en.not_ready]
] as const)('a picture that is %s says so in its place, and does not open', (status, words) => {
	render(Gallery, { media: [picture(status)] });
	const place = screen.getByRole('button', { name: en.open_picture(1, 1) });
	expect(place.textContent?.trim()).toBe(words);
	expect((place as HTMLButtonElement).disabled).toBe(true);
});
