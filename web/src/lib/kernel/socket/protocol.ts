/** What travels over the socket: JSON frames, several in one message, separated by newlines. */

/** Where a client stands in a topic. A new epoch means that old offsets mean nothing any more. */
export interface Position {
	epoch: string;
	offset: number;
}

export interface TopicEvent {
	type: string;
	topic: string;
	offset: number;
	event_id: string;
	data: unknown;
	timestamp: string;
}

/** Told on a topic without a place in its order: typing, presence, a canvas. */
export interface TopicSignal {
	type: string;
	topic: string;
	data: unknown;
}

/** What a refusal says beside its sentence, such as how long to wait. */
export type Details = Readonly<Record<string, unknown>>;

export type Frame =
	| { kind: 'reply'; id: number; data: Record<string, unknown> }
	| { kind: 'error'; id: number | null; code: string; message: string; details: Details }
	| { kind: 'unsubscribed'; topic: string; code: string }
	| { kind: 'resynced'; topic: string; position: Position }
	| { kind: 'event'; event: TopicEvent }
	| { kind: 'signal'; signal: TopicSignal }
	| { kind: 'hello' };

/** Why the server closed the socket, where the number decides what to do next. */
export const closeCodes = {
	sessionEnded: 4401,
	slowReader: 4408,
	/** Frames, or windows: after a greeting the one, before it the other. */
	tooMany: 4429
} as const;

export function parseFrames(message: string): Frame[] {
	return message
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map(parseFrame)
		.filter((frame) => frame !== null);
}

/** A frame that cannot be read is left out: a newer server may say things we do not know. */
function parseFrame(line: string): Frame | null {
	const raw = parseObject(line);
	if (!raw || typeof raw['type'] !== 'string') return null;
	const { type, id, topic } = raw;
	const data = isObject(raw['data']) ? raw['data'] : {};

	if (type === 'hello') return { kind: 'hello' };
	if (type === 'reply' && typeof id === 'number') return { kind: 'reply', id, data };
	if (type === 'error') {
		return {
			kind: 'error',
			id: typeof id === 'number' ? id : null,
			code: String(data['code'] ?? 'UNKNOWN'),
			message: String(data['error'] ?? ''),
			details: isObject(data['details']) ? data['details'] : {}
		};
	}
	if (typeof topic !== 'string') return null;
	if (type === 'unsubscribed') {
		return { kind: 'unsubscribed', topic, code: String(data['code'] ?? 'WITHDRAWN') };
	}
	if (type === 'resynced') {
		const position = parsePosition(data);
		return position && { kind: 'resynced', topic, position };
	}
	if (typeof raw['offset'] === 'number' && typeof raw['event_id'] === 'string') {
		return { kind: 'event', event: raw as unknown as TopicEvent };
	}
	return { kind: 'signal', signal: { type, topic, data: raw['data'] } };
}

/** A topic that was refused while others of the same frame were granted. */
export function parseRefusal(value: unknown): string | null {
	return isObject(value) && typeof value['code'] === 'string' ? value['code'] : null;
}

export function parsePosition(value: unknown): (Position & { recovered: boolean | null }) | null {
	if (!isObject(value)) return null;
	const { epoch, offset, recovered } = value;
	if (typeof epoch !== 'string' || typeof offset !== 'number') return null;
	return { epoch, offset, recovered: typeof recovered === 'boolean' ? recovered : null };
}

function parseObject(line: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(line);
		return isObject(value) ? value : null;
	} catch {
		return null;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
