import type { Api } from '$lib/api';
import { houseId, type Canvas, type CanvasPage, type CanvasShown } from './wire';

export interface CanvasRemote {
	page(cursor: string | null): Promise<CanvasPage>;
	get(id: string): Promise<CanvasShown>;
	make(name: string): Promise<Canvas>;
	rename(id: string, name: string): Promise<Canvas>;
	remove(id: string): Promise<unknown>;
}

const pageSize = 50;

export function canvasRemote(api: Api): CanvasRemote {
	return {
		page: (cursor) =>
			api.get('/api/v1/canvases', {
				params: { query: { limit: pageSize, ...(cursor ? { cursor } : {}) } }
			}),
		get: async (id) => {
			if (id === houseId) return api.get('/api/v1/canvases/default');
			const params = { path: { canvas_id: id } };
			return api.get('/api/v1/canvases/{canvas_id}', { params });
		},
		make: async (name) => (await api.post('/api/v1/canvases', { body: { name } })).canvas,
		rename: async (id, name) => {
			const params = { path: { canvas_id: id } };
			return (await api.patch('/api/v1/canvases/{canvas_id}', { params, body: { name } })).canvas;
		},
		remove: (id) =>
			api.delete('/api/v1/canvases/{canvas_id}', { params: { path: { canvas_id: id } } })
	};
}
