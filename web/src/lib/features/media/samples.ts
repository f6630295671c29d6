import type { Media } from './wire';

/** A picture as it might be, for tests. */
export function picture(id: string, status: Media['status'] = 'ready'): Media {
	return {
		id,
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
	};
}
