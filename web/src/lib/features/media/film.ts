import type { Media } from './wire';

/** What `canPlayType` is asked for; "" is its no. */
export type Plays = (type: string) => string;

const listOfPieces = 'application/vnd.apple.mpegurl';

/**
 * Where a film is played from: in pieces where the browser can do that by itself, so that it
 * begins and jumps sooner, and else from the whole file.
 */
export function filmSource(urls: Media['urls'], plays: Plays): string | null {
	const inPieces = urls.hls && plays(listOfPieces) !== '' ? urls.hls : null;
	return inPieces ?? urls.original ?? null;
}
