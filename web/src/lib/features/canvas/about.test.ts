import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { About } from './about.svelte';
import type { CanvasRemote } from './remote';
import { canvas } from './samples';
import type { CanvasShown } from './wire';

const shown: CanvasShown = { canvas: canvas('orchard', 'Orchard'), message_bytes: 900 };
const refused = (status: number) =>
	new ApiError({ status, code: status === 404 ? 'NOT_FOUND' : 'OFFLINE', message: '' });

function about(...answers: (CanvasShown | ApiError)[]) {
	const get = vi.fn<CanvasRemote['get']>();
	for (const one of answers) {
		if (one instanceof ApiError) get.mockRejectedValueOnce(one);
		else get.mockResolvedValueOnce(one);
	}
	const ongone = vi.fn();
	const remote = { get } as unknown as CanvasRemote;
	return { about: new About(remote, 'orchard', ongone), get, ongone };
}

describe('what a canvas is called', () => {
	it('is read again where it could not be, by hand or when the line is back', async () => {
		const { about: canvas, get } = about(refused(0), refused(503), shown);
		await canvas.read();
		expect([canvas.canvas, canvas.error?.status, canvas.mostBytes]).toEqual([null, 0, Infinity]);
		await canvas.read();
		expect(canvas.error?.status).toBe(503);
		await canvas.lineIsBack();
		expect([canvas.canvas?.name, canvas.error, canvas.mostBytes]).toEqual(['Orchard', null, 900]);
		await canvas.lineIsBack();
		expect(get).toHaveBeenCalledTimes(3);
	});

	it('stays known where it cannot be read once more, and follows a change of name', async () => {
		const { about: canvas, ongone } = about(shown, refused(0), refused(404));
		await canvas.read();
		await canvas.read();
		expect([canvas.canvas?.name, canvas.error]).toEqual(['Orchard', null]);
		const { created_at, id, owner } = shown.canvas;
		canvas.hear({ id, owner, created_at, name: 'Garden' });
		canvas.hear({ id: 'another', owner, created_at, name: 'Pond' });
		expect(canvas.canvas?.name).toBe('Garden');
		expect(ongone).not.toHaveBeenCalled();
		await canvas.read();
		expect(ongone).toHaveBeenCalledOnce();
	});
});
