import { describe, expect, it } from 'vitest';
import { filmSource } from './film';

const urls = { hls: '/media/f/file/hls', original: '/media/f/file/original' };
const playsLists = (type: string) => (type === 'application/vnd.apple.mpegurl' ? 'maybe' : '');
const playsNone = () => '';

describe('a film', () => {
	it('is played in pieces where the browser can', () => {
		expect(filmSource(urls, playsLists)).toBe(urls.hls);
	});

	it('is played from the whole file where it cannot, or where there are no pieces', () => {
		expect(filmSource(urls, playsNone)).toBe(urls.original);
		expect(filmSource({ ...urls, hls: null }, playsLists)).toBe(urls.original);
		expect(filmSource({ original: urls.original }, playsLists)).toBe(urls.original);
	});

	it('has no source before it is made', () => {
		expect(filmSource({}, playsLists)).toBeNull();
	});
});
