import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import type { CanvasRemote } from '../remote';
import { canvas, somebody } from '../samples';
import type { Canvas, ListTold } from '../wire';
import { makeCanvas, readCanvases, readMoreCanvases, removeCanvas, renameCanvas } from './actions';
import { CanvasList } from './store.svelte';

const house = canvas('default', null);
const refused = new ApiError({ status: 403, code: 'FORBIDDEN', message: 'Not yours.' });

function told(id: string, name = id) {
	return { id, name, owner: somebody('ben'), created_at: '2026-11-01T12:00:00Z' };
}

function standing(...canvases: Canvas[]): CanvasList {
	const list = new CanvasList();
	list.read({ canvases, meta: { cursor: 'next', has_more: true } });
	return list;
}

function remote(parts: Partial<CanvasRemote>): CanvasRemote {
	const never = () => Promise.reject(refused);
	return { page: never, get: never, make: never, rename: never, remove: never, ...parts };
}

const names = (list: CanvasList) => list.canvases.map(({ name }) => name);

describe('the list of canvases', () => {
	it('changes as others make, rename and delete', () => {
		const list = standing(house, { ...canvas('old'), people_count: 3 });
		expect(list.hear({ type: 'canvas_created', data: { canvas: told('new') } })).toBe(true);
		expect(names(list)).toEqual([null, 'new', 'old']);
		const people = [somebody('cleo')];
		list.hear({ type: 'canvas_people', data: { canvas_id: 'new', people, people_count: 9 } });
		expect(list.canvases[1]).toMatchObject({ people, people_count: 9 });
		list.hear({ type: 'canvas_updated', data: { canvas: told('old', 'Orchard') } });
		expect(list.canvases[2]).toMatchObject({ name: 'Orchard', people_count: 3 });
		list.hear({ type: 'canvas_deleted', data: { canvas_id: 'new' } });
		expect(names(list)).toEqual([null, 'Orchard']);
	});

	it('is told twice of one that was made here, and shows it once', async () => {
		const list = standing(house);
		await makeCanvas(
			remote({ make: (name) => Promise.resolve(canvas('g', name)) }),
			list,
			'Garden'
		);
		list.hear({ type: 'canvas_created', data: { canvas: told('g', 'Garden') } });
		expect(names(list)).toEqual([null, 'Garden']);
	});

	it('has to be read where it was not told what changed', () => {
		const changed: ListTold = { type: 'canvases_changed', data: {} };
		expect(standing(house).hear(changed)).toBe(false);
	});

	it('shows a new name at once, and the old one again where it is refused', async () => {
		const garden = canvas('g', 'Garden');
		const list = standing(house, garden);
		const rename = renameCanvas(remote({}), list, garden, 'Orchard');
		expect(names(list)).toEqual([null, 'Orchard']);
		await expect(rename).rejects.toBe(refused);
		expect(names(list)).toEqual([null, 'Garden']);
	});

	it('keeps one that could not be deleted', async () => {
		const garden = canvas('g', 'Garden');
		const list = standing(house, garden);
		await expect(removeCanvas(remote({}), list, garden)).rejects.toBe(refused);
		expect(names(list)).toEqual([null, 'Garden']);
		await removeCanvas(remote({ remove: () => Promise.resolve({}) }), list, garden);
		expect(names(list)).toEqual([null]);
	});

	it('goes on below, without showing one twice', async () => {
		const list = standing(house, canvas('b'));
		const page = vi.fn(() =>
			Promise.resolve({
				canvases: [canvas('b'), canvas('a')],
				meta: { cursor: null, has_more: false }
			})
		);
		await readMoreCanvases(remote({ page }), list);
		await readMoreCanvases(remote({ page }), list);
		expect(names(list)).toEqual([null, 'b', 'a']);
		expect(page).toHaveBeenCalledOnce();
	});

	it('stays in sight when reading it again fails', async () => {
		const list = standing(house);
		await readCanvases(remote({}), list);
		expect(list.load).toBe('ready');
		const empty = new CanvasList();
		await readCanvases(remote({}), empty);
		expect([empty.load, empty.error]).toEqual(['error', refused]);
	});
});
