import { ApiError } from '$lib/api';
import type { en } from './messages';
import { stateOf, type Uploads } from './store.svelte';
import type { Media, MediaKind, MediaRemote } from './wire';

const megabyte = 1024 * 1024;

export const limits = {
	megabytes: { image: 10, video: 100, audio: 20 },
	/** Up to here a file travels in one piece. */
	onePiece: megabyte
} as const;

/** How often a piece is sent anew before the member is asked. */
const patience = 3;

export interface UploadPorts {
	remote: MediaRemote;
	uploads: Uploads;
	words: () => typeof en;
	explain: (error: unknown) => string;
	/** An address under which the page can show a file of this device. */
	preview: (file: Blob) => string;
	forget: (preview: string) => void;
	pause: (ms: number) => Promise<void>;
}

/** Brings files into the house, piece by piece, and says how far they are. */
export class Uploading {
	readonly #ports: UploadPorts;
	readonly #files = new Map<string, File>();
	readonly #stops = new Map<string, AbortController>();
	#last = 0;

	constructor(ports: UploadPorts) {
		this.#ports = ports;
	}

	/** Takes what it can of the files; answers why it left some out, or null. */
	add(files: readonly File[], atMost: number): string | null {
		const { preview, uploads, words } = this.#ports;
		let complaint: string | null = null;
		for (const file of files) {
			const kind = kindOf(file);
			if (!kind) complaint = words().not_takeable(file.name);
			else if (file.size > limits.megabytes[kind] * megabyte) {
				complaint = words().too_large(file.name, limits.megabytes[kind]);
			} else if (uploads.list.length >= atMost) complaint = words().too_many(atMost);
			else {
				const key = `upload-${++this.#last}`;
				this.#files.set(key, file);
				uploads.add({
					key,
					kind,
					name: file.name,
					preview: preview(file),
					alt: '',
					state: 'sending',
					progress: 0,
					failure: null,
					media: null
				});
				void this.#send(key, file);
			}
		}
		return complaint;
	}

	again(key: string): void {
		const file = this.#files.get(key);
		if (!file) return;
		this.#ports.uploads.change(key, {
			state: 'sending',
			progress: 0,
			failure: null,
			media: null
		});
		void this.#send(key, file);
	}

	async remove(key: string): Promise<void> {
		const { remote, uploads } = this.#ports;
		const media = uploads.find(key)?.media;
		this.#letGo(key);
		uploads.remove(key);
		// What is not removed now is collected by the house within a day.
		if (media) await remote.remove(media.id).catch(() => {});
	}

	async describe(key: string, alt: string): Promise<void> {
		const { remote, uploads } = this.#ports;
		uploads.change(key, { alt });
		const media = uploads.find(key)?.media;
		if (media && media.alt !== alt) {
			const described = await remote.describe(media.id, alt).catch(() => null);
			if (described) uploads.change(key, { media: { ...media, alt: described.alt } });
		}
	}

	/** All descriptions are with the house; ask before the post is sent. */
	async settle(): Promise<void> {
		await Promise.all(
			this.#ports.uploads.list
				.filter(({ alt, media }) => media && (media.alt ?? '') !== alt)
				.map(({ alt, key }) => this.describe(key, alt))
		);
	}

	/** The post has them now, or nobody wants them any more. */
	done(): void {
		for (const { key } of this.#ports.uploads.list) this.#letGo(key);
		this.#ports.uploads.clear();
	}

	async #send(key: string, file: File): Promise<void> {
		const { explain, uploads, words } = this.#ports;
		const stop = new AbortController();
		this.#stops.set(key, stop);
		try {
			const media =
				file.size <= limits.onePiece
					? await this.#ports.remote.send(file, file.name, stop.signal)
					: await this.#sendPieces(key, file, stop.signal);
			uploads.change(key, stateOf(media));
			const failed = media.status === 'failed' || media.status === 'quarantined';
			if (failed) uploads.change(key, { failure: words().not_readable });
			const alt = uploads.find(key)?.alt ?? '';
			if (alt) await this.describe(key, alt);
		} catch (error) {
			if (stop.signal.aborted) return;
			const lineless = error instanceof ApiError && error.status === 0;
			const failure = lineless ? words().needs_line : explain(error);
			uploads.change(key, { state: 'failed', failure });
		}
	}

	async #sendPieces(key: string, file: File, signal: AbortSignal): Promise<Media> {
		const { remote, uploads } = this.#ports;
		let media = await remote.begin({ size: file.size, mime: file.type, name: file.name }, signal);
		for (let offset = 0; offset < file.size; offset += limits.onePiece) {
			const piece = file.slice(offset, offset + limits.onePiece);
			const { id } = media;
			media = await this.#patiently(() => remote.append(id, offset, piece, signal));
			const progress = Math.min(1, (offset + piece.size) / file.size);
			uploads.change(key, { progress });
		}
		return media;
	}

	async #patiently<T>(act: () => Promise<T>): Promise<T> {
		for (let tries = 1; ; tries += 1) {
			try {
				return await act();
			} catch (error) {
				const passing = error instanceof ApiError && (error.status === 0 || error.status >= 500);
				if (!passing || tries === patience) throw error;
				await this.#ports.pause(tries * 1_000);
			}
		}
	}

	#letGo(key: string): void {
		const preview = this.#ports.uploads.find(key)?.preview;
		if (preview) this.#ports.forget(preview);
		this.#stops.get(key)?.abort();
		this.#stops.delete(key);
		this.#files.delete(key);
	}
}

function kindOf({ type }: File): MediaKind | null {
	return (['image', 'video', 'audio'] as const).find((kind) => type.startsWith(`${kind}/`)) ?? null;
}
