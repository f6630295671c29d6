import type { ApiError } from '$lib/api';
import type { Canvas, CanvasPage, ListTold } from '../wire';
import { applyToList, withCanvas, withPage } from './apply';

export class CanvasList {
	load = $state<'loading' | 'ready' | 'error'>('loading');
	error = $state.raw<ApiError | null>(null);
	canvases = $state.raw<readonly Canvas[]>([]);
	hasMore = $state(false);
	cursor: string | null = null;

	read({ canvases, meta }: CanvasPage): void {
		this.canvases = canvases;
		this.load = 'ready';
		this.error = null;
		this.#turnTo(meta);
	}

	readMore({ canvases, meta }: CanvasPage): void {
		this.canvases = withPage(this.canvases, canvases);
		this.#turnTo(meta);
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.canvases.length === 0) this.load = 'error';
	}

	/** Whether what was told said all; otherwise it has to be read. */
	hear(told: ListTold): boolean {
		const changed = applyToList(this.canvases, told);
		if (changed) this.canvases = changed;
		return changed !== null;
	}

	put(canvas: Canvas): void {
		this.canvases = withCanvas(this.canvases, canvas);
	}

	remove(id: string): void {
		this.canvases = this.canvases.filter((canvas) => canvas.id !== id);
	}

	#turnTo({ cursor, has_more }: CanvasPage['meta']): void {
		this.cursor = cursor;
		this.hasMore = has_more;
	}
}
