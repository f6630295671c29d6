import type { Canvas, CanvasTold, ListTold, PeopleTold } from '../wire';

/** Changed as was told; nothing where only reading again tells what has changed. */
export function applyToList(list: readonly Canvas[], told: ListTold): readonly Canvas[] | null {
	switch (told.type) {
		case 'canvas_created':
			return withCanvas(list, told.data.canvas);
		case 'canvas_updated':
			return list.map((canvas) =>
				canvas.id === told.data.canvas.id ? { ...canvas, ...told.data.canvas } : canvas
			);
		case 'canvas_deleted':
			return list.filter(({ id }) => id !== told.data.canvas_id);
		case 'canvas_people':
			return withPeople(list, told.data);
		case 'canvases_changed':
			return null;
	}
}

/** The whole of who is there; of a canvas further down than one has turned, nothing. */
function withPeople(
	list: readonly Canvas[],
	{ canvas_id, people, people_count }: PeopleTold
): readonly Canvas[] {
	return list.map((canvas) =>
		canvas.id === canvas_id ? { ...canvas, people, people_count } : canvas
	);
}

/** The newest stand right behind the canvas of the house. */
export function withCanvas(list: readonly Canvas[], made: CanvasTold | Canvas): readonly Canvas[] {
	if (list.some(({ id }) => id === made.id)) {
		return list.map((canvas) => (canvas.id === made.id ? { ...canvas, ...made } : canvas));
	}
	const [house, ...others] = list;
	const canvas = { people: [], people_count: 0, ...made };
	return house ? [house, canvas, ...others] : [canvas];
}

/** A page of older ones below; one that was told of meanwhile is not shown twice. */
export function withPage(list: readonly Canvas[], page: readonly Canvas[]): readonly Canvas[] {
	const known = new Set(list.map(({ id }) => id));
	return [...list, ...page.filter(({ id }) => !known.has(id))];
}
