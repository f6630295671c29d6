import { ApiError } from '$lib/api';
import type { CanvasRemote } from './remote';
import type { Canvas, CanvasTold } from './wire';

/** What one canvas is called, and how much it takes at once. */
export class About {
	canvas = $state.raw<Canvas | null>(null);
	/** Without an end until the house has said so. */
	mostBytes = $state(Infinity);
	/** Why it is not known. */
	error = $state.raw<ApiError | null>(null);

	#remote: CanvasRemote;
	#id: string;
	#ongone: () => void;

	constructor(remote: CanvasRemote, id: string, ongone: () => void) {
		this.#remote = remote;
		this.#id = id;
		this.#ongone = ongone;
	}

	async read(): Promise<void> {
		try {
			const { canvas, message_bytes } = await this.#remote.get(this.#id);
			this.canvas = canvas;
			this.mostBytes = message_bytes;
			this.error = null;
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.status === 404) this.#ongone();
			else if (!this.canvas) this.error = error;
		}
	}

	/** The line is back: what could not be read then can be now. */
	async lineIsBack(): Promise<void> {
		if (this.error) await this.read();
	}

	hear(told: CanvasTold): void {
		if (told.id === this.#id && this.canvas) this.canvas = { ...this.canvas, ...told };
	}
}
