import type { AnswerOf } from '$lib/api';
import type { Point } from './plane/view';

export type Canvas = AnswerOf<'/api/v1/canvases', 'get'>['canvases'][number];
export type CanvasPage = AnswerOf<'/api/v1/canvases', 'get'>;
/** One canvas, with how many bytes one message there may have. */
export type CanvasShown = AnswerOf<'/api/v1/canvases/default', 'get'>;
export type Somebody = Canvas['people'][number];

/** A canvas as the list is told of it: who is there is only read. */
export type CanvasTold = Pick<Canvas, 'id' | 'name' | 'owner' | 'created_at'>;

/** The canvas of the house, which is always there. */
export const houseId = 'default';
export const listTopic = 'canvases:all';
export const topicOf = (id: string) => `canvas:${id}`;
export const longestName = 60;

export interface ChatTold {
	id: string;
	user_id: string;
	username: string;
	payload: string;
	position: Point;
	draft_id: string | null;
}

/** Words as they grow; none at all when they were given up. */
export interface UpdateTold {
	user_id: string;
	username: string;
	draft_id: string;
	payload: string;
	position: Point;
}

/** What is told on a canvas in passing. */
export type Told =
	| { type: 'user_sync'; data: { users: Somebody[] } }
	| { type: 'user_joined'; data: { user: Somebody } }
	| { type: 'user_left'; data: { user_id: string } }
	| { type: 'chat'; data: ChatTold }
	| { type: 'chat_updates'; data: { chat_updates: UpdateTold[] } }
	| { type: 'moves'; data: { moves: { user_id: string; position: Point }[] } };

/** Who is at a canvas, as far as one may see them. */
export type PeopleTold = Pick<Canvas, 'people' | 'people_count'> & { canvas_id: string };

export type ListTold =
	| { type: 'canvas_people'; data: PeopleTold }
	| { type: 'canvas_created' | 'canvas_updated'; data: { canvas: CanvasTold } }
	| { type: 'canvas_deleted'; data: { canvas_id: string } }
	| { type: 'canvases_changed'; data: object };

const encoder = new TextEncoder();

/** How many bytes words take where they stand. */
export function bytesOf(topic: string, draftId: string, payload: string, position: Point): number {
	const said = { topic, payload, position, draft_id: draftId };
	return encoder.encode(JSON.stringify(said)).length;
}
