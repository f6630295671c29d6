import type { LinkMetadata } from './wire';

export interface Player {
	url: string;
	/** Width by height, or a fixed height for what is a bar and not a screen. */
	shape: { ratio: number } | { height: number };
	provider: string;
}

/** What may ever be put into a frame. The page's own policy says the same. */
const hosts: Record<string, Player['shape'] & { name: string }> = {
	'www.youtube-nocookie.com': { name: 'YouTube', ratio: 16 / 9 },
	'player.vimeo.com': { name: 'Vimeo', ratio: 16 / 9 },
	'open.spotify.com': { name: 'Spotify', height: 152 },
	'w.soundcloud.com': { name: 'SoundCloud', height: 166 },
	'bandcamp.com': { name: 'Bandcamp', height: 120 },
	'embed.music.apple.com': { name: 'Apple Music', height: 175 }
};

export function playerOf(metadata: LinkMetadata): Player | null {
	const { embed } = metadata;
	if (!embed) return null;
	let url: URL;
	try {
		url = new URL(embed.url);
	} catch {
		return null;
	}
	const known = hosts[url.host];
	if (url.protocol !== 'https:' || !known) return null;
	const { name, ...shape } = known;
	if (embed.height) {
		return { url: url.href, shape: { height: Math.min(600, embed.height) }, provider: name };
	}
	if (!('ratio' in shape)) return { url: url.href, shape, provider: name };
	const ratio = embed.aspect_ratio && embed.aspect_ratio > 0.4 ? embed.aspect_ratio : shape.ratio;
	return { url: url.href, shape: { ratio }, provider: name };
}
