import type { Canvas, ChatTold, Somebody, Told } from './wire';

/** People and words for tests. */
export const somebody = (id: string): Somebody => ({
	id,
	username: id,
	display_name: null,
	avatar: null
});

export const chat = (from: string, payload: string, more: Partial<ChatTold> = {}): Told => ({
	type: 'chat',
	data: {
		id: `${from}:${payload}`,
		user_id: from,
		username: from,
		payload,
		position: { x: 1, y: 2 },
		draft_id: null,
		...more
	}
});

export const growing = (from: string, draftId: string, payload: string): Told => ({
	type: 'chat_updates',
	data: {
		chat_updates: [
			{ user_id: from, username: from, draft_id: draftId, payload, position: { x: 1, y: 2 } }
		]
	}
});

export const canvas = (id: string, name: string | null = id): Canvas => ({
	id,
	name,
	owner: name === null ? null : somebody('ben'),
	people: [],
	people_count: 0,
	created_at: null
});
