import { ApiError } from '$lib/api';
import type { en } from './messages';
import { outlookOf, stateOf, type Uploads } from './store.svelte';
import type { Media, MediaKind, MediaRemote } from './wire';

/** Up to here a file travels in one piece. How large one may be is the house's to say. */
export const onePiece = 1024 * 1024;

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
	/** What is in the house of files that are not there as a whole. */
	readonly #begun = new Map<string, Begun>();
	#last = 0;

	constructor(ports: UploadPorts) {
		this.#ports = ports;
	}

	/** Shows what stands in a post already. */
	hold(media: readonly Media[]): void {
		const { uploads, words } = this.#ports;
		for (const [index, one] of media.entries()) {
			const { medium, original, poster, small } = one.urls;
			uploads.add({
				key: `held-${one.id}`,
				kind: one.kind,
				name: words().place[one.kind](index + 1),
				preview: (one.kind === 'image' ? (small ?? medium ?? original) : poster) ?? '',
				alt: one.alt ?? '',
				progress: 1,
				failure: outlookOf(one) === 'failed' ? words().not_readable : null,
				media: one,
				held: true,
				leaving: false,
				state: 'ready',
				...stateOf(one)
			});
		}
	}

	/** Takes what it can of the files; answers why it left some out, or null. */
	add(files: readonly File[], atMost: number): string | null {
		const { preview, uploads, words } = this.#ports;
		let complaint: string | null = null;
		for (const file of files) {
			const kind = kindOf(file);
			if (!kind) complaint = words().not_takeable(file.name);
			else if (uploads.staying.length >= atMost) complaint = words().too_many(atMost);
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
					media: null,
					held: false,
					leaving: false
				});
				void this.#send(key, file);
			}
		}
		return complaint;
	}

	/** Goes on where it broke off. */
	again(key: string): void {
		const file = this.#files.get(key);
		if (!file) return;
		const progress = (this.#begun.get(key)?.offset ?? 0) / file.size;
		this.#ports.uploads.change(key, { state: 'sending', progress, failure: null, media: null });
		void this.#send(key, file);
	}

	async remove(key: string): Promise<void> {
		const { remote, uploads } = this.#ports;
		if (uploads.find(key)?.held) return uploads.change(key, { leaving: true });
		const there = uploads.find(key)?.media?.id ?? this.#begun.get(key)?.id;
		this.#letGo(key);
		uploads.remove(key);
		// What is not removed now is collected by the house within a day.
		if (there) await remote.remove(there).catch(() => {});
	}

	/** What was to be taken out stays. */
	putBack(key: string): void {
		this.#ports.uploads.change(key, { leaving: false });
	}

	async describe(key: string, alt: string): Promise<void> {
		this.#ports.uploads.change(key, { alt });
		// Of a post that all can see nothing is changed before its author saves it.
		if (!this.#ports.uploads.find(key)?.held) await this.#tell(key).catch(() => {});
	}

	/** Tells the house all descriptions that it has not; ask before the post is sent. Answers why not. */
	async settle(): Promise<string | null> {
		const { explain, uploads } = this.#ports;
		const told = await Promise.allSettled(uploads.staying.map(({ key }) => this.#tell(key)));
		const failed = told.find((one) => one.status === 'rejected');
		return failed ? explain(failed.reason) : null;
	}

	/** The post has them now, or nobody wants them any more. */
	done(): void {
		for (const { key } of this.#ports.uploads.list) this.#letGo(key);
		this.#ports.uploads.clear();
	}

	async #tell(key: string): Promise<void> {
		const { remote, uploads } = this.#ports;
		const { alt = '', media } = uploads.find(key) ?? {};
		if (!media || (media.alt ?? '') === alt) return;
		const described = await remote.describe(media.id, alt);
		uploads.change(key, { media: { ...media, alt: described.alt } });
	}

	async #send(key: string, file: File): Promise<void> {
		const { explain, uploads, words } = this.#ports;
		const stop = new AbortController();
		this.#stops.set(key, stop);
		try {
			const media =
				file.size <= onePiece
					? await this.#ports.remote.send(file, file.name, stop.signal)
					: await this.#sendPieces(key, file, stop.signal);
			uploads.change(key, stateOf(media));
			if (outlookOf(media) === 'failed') uploads.change(key, { failure: words().not_readable });
			const alt = uploads.find(key)?.alt ?? '';
			if (alt) await this.describe(key, alt);
		} catch (error) {
			if (stop.signal.aborted) return;
			const lineless = error instanceof ApiError && error.status === 0;
			if (!passes(error)) this.#begun.delete(key);
			const failure = lineless ? words().needs_line : explain(error);
			uploads.change(key, { state: 'failed', failure });
		}
	}

	async #sendPieces(key: string, file: File, signal: AbortSignal): Promise<Media> {
		const { remote, uploads } = this.#ports;
		let media: Media | null = null;
		let begun = this.#begun.get(key);
		if (!begun) {
			const wish = { size: file.size, mime: file.type, name: file.name };
			media = await remote.begin(wish, signal);
			begun = { id: media.id, offset: 0 };
		}
		const { id } = begun;
		for (let { offset } = begun; offset < file.size;) {
			this.#begun.set(key, { id, offset });
			const from = offset;
			const piece = file.slice(from, from + onePiece);
			try {
				media = await this.#patiently(() => remote.append(id, from, piece, signal));
				offset = from + piece.size;
			} catch (error) {
				// It had arrived, and only the answer was lost: the house says where to go on.
				const there = arrivedOf(error, file.size);
				if (there === null || there === from) throw error;
				offset = there;
				media = null;
			}
			uploads.change(key, { progress: offset / file.size });
		}
		this.#begun.delete(key);
		return media ?? (await remote.read(id));
	}

	async #patiently<T>(act: () => Promise<T>): Promise<T> {
		for (let tries = 1; ; tries += 1) {
			try {
				return await act();
			} catch (error) {
				if (!passes(error) || tries === patience) throw error;
				await this.#ports.pause(tries * 1_000);
			}
		}
	}

	#letGo(key: string): void {
		const preview = this.#ports.uploads.find(key)?.preview;
		if (preview && this.#files.has(key)) this.#ports.forget(preview);
		this.#stops.get(key)?.abort();
		this.#stops.delete(key);
		this.#files.delete(key);
		this.#begun.delete(key);
	}
}

interface Begun {
	id: string;
	offset: number;
}

/** How much of a file the house has, where it refuses a piece because it has that already. */
function arrivedOf(error: unknown, size: number): number | null {
	if (!(error instanceof ApiError)) return null;
	if (error.code === 'UPLOAD_FINISHED') return size;
	const { offset } = error.details;
	return error.code === 'UPLOAD_OFFSET_MISMATCH' && typeof offset === 'number' ? offset : null;
}

function passes(error: unknown): boolean {
	return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

function kindOf({ type }: File): MediaKind | null {
	return (['image', 'video', 'audio'] as const).find((kind) => type.startsWith(`${kind}/`)) ?? null;
}
