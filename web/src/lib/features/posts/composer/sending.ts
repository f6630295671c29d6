import type { Link, SectionType, useLinks } from '$lib/features/links';
import type { Media } from '$lib/features/media';
import type { Draft } from './draft.svelte';

/** What stands in the list until the server has it. */
export interface Shown {
	media: Media[];
	links: Link[];
}

/** Where on this device the text waits that somebody began to write for a section. */
export function draftPlace(member: string | undefined, sectionId: string | null): string {
	return `draft:${member}:${sectionId}`;
}

/** Finds out what is behind the addresses; a page that tells nothing is posted as it is. */
export async function lookBehind(
	draft: Draft,
	links: ReturnType<typeof useLinks>,
	sectionType: SectionType
): Promise<void> {
	await Promise.all(
		draft.ask().map(async (url) => {
			const metadata = await links.preview(url, sectionType).catch(() => null);
			draft.found(url, metadata);
		})
	);
}

/** A random UUID. `crypto.randomUUID` is missing where the house is reached by plain http, so it is not used. */
export function newClientId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
