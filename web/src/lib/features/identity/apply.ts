import type { Session, SessionEvent } from './types';

/**
 * The places where this account is signed in. A session that has ended never
 * comes back, so an `ended` mark beats anything said about that session, in
 * whatever order the two arrive.
 */
export interface SessionsState {
	readonly sessions: Readonly<Record<string, Session>>;
	readonly ended: Readonly<Record<string, true>>;
	/** Sessions that were heard of by event and not yet confirmed by a reading. */
	readonly heard: Readonly<Record<string, true>>;
}

export const noSessions: SessionsState = { sessions: {}, ended: {}, heard: {} };

export function applySessionEvent(state: SessionsState, event: SessionEvent): SessionsState {
	switch (event.type) {
		case 'session_started':
			return started(state, event.data.session);
		case 'session_ended':
			return ended(state, event.data.session_id);
	}
}

/**
 * Takes a list that the server gave. What it leaves out is gone, unless an
 * event told of it after the reading began (`since`).
 */
export function readSessions(
	state: SessionsState,
	listed: readonly Session[],
	since: SessionsState
): SessionsState {
	const sessions: Record<string, Session> = {};
	for (const id of Object.keys(state.heard)) {
		const session = state.sessions[id];
		if (session && !since.heard[id]) sessions[id] = session;
	}
	const heard = Object.fromEntries(Object.keys(sessions).map((id) => [id, true as const]));
	for (const session of listed) {
		if (!state.ended[session.id]) sessions[session.id] = session;
	}
	return { sessions, ended: state.ended, heard };
}

/** This device first, then whichever was used last. */
export function sortedSessions(state: SessionsState): Session[] {
	return Object.values(state.sessions).sort(
		(a, b) =>
			Number(b.current) - Number(a.current) ||
			b.last_seen_at.localeCompare(a.last_seen_at) ||
			a.id.localeCompare(b.id)
	);
}

function started(state: SessionsState, session: Session): SessionsState {
	const known = state.sessions[session.id];
	if (state.ended[session.id] || known) return state;
	return {
		...state,
		// The event is the same for every device of the account, so it cannot say which is "this one".
		sessions: { ...state.sessions, [session.id]: { ...session, current: false } },
		heard: { ...state.heard, [session.id]: true }
	};
}

function ended(state: SessionsState, id: string): SessionsState {
	if (state.ended[id]) return state;
	const { [id]: _session, ...sessions } = state.sessions;
	const { [id]: _heard, ...heard } = state.heard;
	return { sessions, heard, ended: { ...state.ended, [id]: true } };
}
