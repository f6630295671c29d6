import type { Look } from '../apply';
import type { OwnPerson, Picture, PictureField } from '../wire';
import type { Pictures } from './store.svelte';

export interface PicturePorts {
	pictures: Pictures;
	/** Brings the file into the house and answers its id once it can be shown. */
	bring: (
		file: File,
		purpose: PictureField,
		progress: (part: number) => void,
		signal: AbortSignal
	) => Promise<string>;
	person: () => OwnPerson | null;
	keep: (look: Look) => Promise<void>;
	/** Lays a look over the profile until it is taken away again. */
	intend: (look: Look) => () => void;
	defer: (act: { text: string; undo: () => void; commit: () => Promise<unknown> }) => void;
	preview: (file: Blob) => string;
	forget: (preview: string) => void;
	explain: (error: unknown) => string;
	removed: (field: PictureField) => string;
}

/** New pictures for a profile, and their going away. */
export class Picturing {
	readonly #ports: PicturePorts;
	readonly #files = new Map<PictureField, File>();
	readonly #stops = new Map<PictureField, AbortController>();

	constructor(ports: PicturePorts) {
		this.#ports = ports;
	}

	/** Shows the picture at once; it stays when the house has it. */
	async show(field: PictureField, file: File): Promise<boolean> {
		const { bring, explain, keep, pictures, preview } = this.#ports;
		this.drop(field);
		const stop = new AbortController();
		this.#stops.set(field, stop);
		this.#files.set(field, file);
		pictures.set(field, { preview: preview(file), progress: 0, failure: null });
		try {
			const tell = (part: number) => pictures.change(field, { progress: part < 1 ? part : null });
			const media_id = await bring(file, field, tell, stop.signal);
			if (stop.signal.aborted) return false;
			await keep({ [field]: this.#local(field, media_id) });
			if (this.#stops.get(field) === stop) this.drop(field);
			return true;
		} catch (error) {
			if (stop.signal.aborted) return false;
			pictures.change(field, { progress: 0, failure: explain(error) });
			return false;
		}
	}

	async again(field: PictureField): Promise<boolean> {
		const file = this.#files.get(field);
		return file ? this.show(field, file) : false;
	}

	/** The picture that is on its way, or could not come, is not wanted any more. */
	drop(field: PictureField): void {
		const { forget, pictures } = this.#ports;
		const preview = pictures.of(field)?.preview;
		this.#stops.get(field)?.abort();
		this.#stops.delete(field);
		this.#files.delete(field);
		pictures.clear(field);
		if (preview) forget(preview);
	}

	/** It goes for good, so it goes only when nobody calls it back. */
	remove(field: PictureField): void {
		const { defer, intend, keep, person, removed } = this.#ports;
		if (!person()?.[field]) return;
		const undo = intend({ [field]: null });
		defer({
			text: removed(field),
			undo,
			commit: async () => {
				await keep({ [field]: null });
				undo();
			}
		});
	}

	/** As it will be, with the copy of this device, until the house gives its own addresses. */
	#local(field: PictureField, media_id: string): Picture {
		const url = this.#ports.pictures.of(field)?.preview ?? '';
		return { media_id, url_320: url, url_1080: url, blur: null, alt: null };
	}
}
