import { ApiError } from '$lib/api';
import type { CanvasRemote } from '../remote';
import type { Canvas } from '../wire';
import type { CanvasList } from './store.svelte';

export async function readCanvases(remote: CanvasRemote, list: CanvasList): Promise<void> {
	try {
		list.read(await remote.page(null));
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		list.fail(error);
	}
}

export async function readMoreCanvases(remote: CanvasRemote, list: CanvasList): Promise<void> {
	const { cursor } = list;
	if (cursor === null) return;
	const page = await remote.page(cursor);
	if (list.cursor === cursor) list.readMore(page);
}

export async function makeCanvas(
	remote: CanvasRemote,
	list: CanvasList,
	name: string
): Promise<Canvas> {
	const canvas = await remote.make(name);
	list.put(canvas);
	return canvas;
}

/** Its new name shows at once; the old one comes back where it is refused. */
export async function renameCanvas(
	remote: CanvasRemote,
	list: CanvasList,
	canvas: Canvas,
	name: string
): Promise<void> {
	list.put({ ...canvas, name });
	try {
		list.put(await remote.rename(canvas.id, name));
	} catch (error) {
		list.put(canvas);
		throw error;
	}
}

export async function removeCanvas(
	remote: CanvasRemote,
	list: CanvasList,
	canvas: Canvas
): Promise<void> {
	await remote.remove(canvas.id);
	list.remove(canvas.id);
}
