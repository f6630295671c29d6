import { describe, expect, it } from 'vitest';
import { applySessionEvent, noSessions, readSessions, sortedSessions } from './apply';
import type { Session, SessionEvent } from './types';

interface Read {
	'/auth/session': { user: unknown };
	'/auth/sessions': { sessions: Session[] };
}

type Frame = SessionEvent | { type: 'user_updated'; offset: number; data: { user: unknown } };

/** What the server really answered and told; its own tests keep these files true. */
interface Case {
	act: string;
	before: Read;
	frames: Frame[];
	after: Read;
}

const cases = Object.values(
	import.meta.glob<Case>('./cases/*.json', { eager: true, import: 'default' })
);

const shown = (read: Read) => readSessions(noSessions, read['/auth/sessions'].sessions, noSessions);

describe('what was known and what is told make what is read anew', () => {
	it.each(cases)('$act', ({ before, frames, after }) => {
		const told = frames.filter((frame) => frame.type !== 'user_updated');
		for (const order of [told, told.toReversed(), [...told, ...told]]) {
			const state = order.reduce(applySessionEvent, shown(before));
			expect(sortedSessions(state)).toEqual(sortedSessions(shown(after)));
		}
		for (const frame of frames) {
			if (frame.type === 'user_updated') {
				expect(frame.data.user).toEqual(after['/auth/session'].user);
			}
		}
	});

	it('is tried with every kind of event', () => {
		const kinds = new Set(cases.flatMap(({ frames }) => frames.map((frame) => frame.type)));
		expect([...kinds].sort()).toEqual(['session_ended', 'session_started', 'user_updated']);
	});
});
