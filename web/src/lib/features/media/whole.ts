import { ApiError } from '$lib/api';
import type { Media, MediaRemote } from './wire';

export interface Whole {
	purpose: 'avatar' | 'banner';
	/** How much has gone out, from 0 to 1. */
	progress: (part: number) => void;
	pause: (ms: number) => Promise<void>;
	signal: AbortSignal;
}

/** Small pieces, so that the progress is seen. */
const piece = 128 * 1024;
const patience = 3;
const glances = 60;
const between = 500;

/** Brings one picture into the house and answers when it can be shown. */
export async function sendWhole(
	remote: MediaRemote,
	file: File,
	{ pause, progress, purpose, signal }: Whole
): Promise<Media> {
	let media = await remote.begin(
		{ size: file.size, mime: file.type, name: file.name, purpose },
		signal
	);
	for (let offset = 0; offset < file.size; offset += piece) {
		const { id } = media;
		const part = file.slice(offset, offset + piece);
		media = await patiently(() => remote.append(id, offset, part, signal), pause);
		progress(Math.min(1, (offset + part.size) / file.size));
	}
	for (let seen = 0; media.status !== 'ready' && seen < glances; seen += 1) {
		if (media.status === 'failed' || media.status === 'quarantined') throw refused(media);
		await pause(between);
		signal.throwIfAborted();
		media = await remote.read(media.id);
	}
	if (media.status !== 'ready') throw refused(media);
	return media;
}

async function patiently<T>(act: () => Promise<T>, pause: Whole['pause']): Promise<T> {
	for (let tries = 1; ; tries += 1) {
		try {
			return await act();
		} catch (error) {
			const passing = error instanceof ApiError && (error.status === 0 || error.status >= 500);
			if (!passing || tries === patience) throw error;
			await pause(tries * 1_000);
		}
	}
}

function refused(media: Media): ApiError {
	return new ApiError({
		status: 422,
		code: 'PICTURE_REFUSED',
		message: media.failure ?? 'The house could not read this picture. Try another one.'
	});
}
