import { describe, expect, it } from 'vitest';
import { Ties } from './ties.svelte';
import { stranger, type GraphEvent, type Relationship } from './wire';

const befriended: Relationship = { ...stranger, friend: true };
const told = (offset: number, relationship: Relationship): GraphEvent => ({
	type: 'relationship_changed',
	offset,
	data: { user_id: 'carla', relationship }
});

describe('how one stands to somebody', () => {
	it('is what was told last, in whatever order it comes', () => {
		const ties = new Ties();
		ties.hear(told(5, befriended));
		ties.hear(told(4, stranger));
		expect(ties.of('carla')).toEqual(befriended);
	});

	it('is not put back by an answer to a question asked before it was told', () => {
		const ties = new Ties();
		ties.read('carla', stranger, 3);
		const since = ties.heard;
		ties.hear(told(5, befriended));
		ties.read('carla', stranger, since);
		expect(ties.of('carla')).toEqual(befriended);
		ties.read('carla', stranger, ties.heard);
		expect(ties.of('carla')).toEqual(stranger);
	});

	it('is guessed from a list only as long as nobody has said it', () => {
		const ties = new Ties();
		ties.assume('carla', befriended);
		expect(ties.of('carla')).toEqual(befriended);
		ties.read('carla', stranger, -1);
		ties.assume('carla', befriended);
		expect(ties.of('carla')).toEqual(stranger);
	});

	it('may be read anew after the place was lost, though offsets begin again', () => {
		const ties = new Ties();
		ties.hear(told(50, befriended));
		ties.losePlace();
		ties.read('carla', stranger, ties.heard);
		expect(ties.of('carla')).toEqual(stranger);
		ties.hear(told(1, befriended));
		expect(ties.of('carla')).toEqual(befriended);
	});

	it('shows what is on its way until that is taken back', () => {
		const ties = new Ties();
		ties.read('carla', stranger, -1);
		const undo = ties.intend('carla', { kind: 'follow', on: true });
		expect(ties.of('carla')?.following).toBe(true);
		expect(ties.settled('carla')?.following).toBe(false);
		undo();
		expect(ties.of('carla')?.following).toBe(false);
	});

	it('hears who follows, once or twice, and of nobody it has not met', () => {
		const ties = new Ties();
		const event: GraphEvent = {
			type: 'user_followed',
			offset: 3,
			data: { user: { id: 'carla', username: 'carla', display_name: null } }
		};
		ties.hear(event);
		expect(ties.of('carla')).toBeNull();
		ties.read('carla', stranger, -1);
		ties.hear(event);
		ties.hear(event);
		expect(ties.of('carla')).toEqual({ ...stranger, followed_by: true });
	});

	it('counts the answers that are on their way', () => {
		const ties = new Ties();
		const undo = ties.intend('carla', { kind: 'decline' });
		ties.intend('dora', { kind: 'follow', on: true });
		expect(ties.answering).toBe(1);
		undo();
		expect(ties.answering).toBe(0);
	});
});
