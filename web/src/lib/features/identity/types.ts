import type { SessionRow } from '$lib/api';
import type { SessionEnd } from '$lib/kernel';

export type { Me, MySession, Site } from '$lib/api';

/** A place where the account is signed in. */
export type Session = SessionRow;

export interface OneTimeLink {
	kind: 'first_admin' | 'reset' | 'email';
	username: string | null;
	/** What the link says is theirs; only enough of it for them to know it. */
	email: string | null;
	expires_at: string;
}

export interface SecondFactor {
	enabled: boolean;
	recovery_codes_left: number;
}

/** What an authenticator app needs to start making codes. Shown once, kept nowhere. */
export interface SecondFactorSetup {
	secret: string;
	uri: string;
	qr_svg: string;
}

export type SessionEvent =
	| { type: 'session_started'; offset: number; data: { session: Session } }
	| { type: 'session_ended'; offset: number; data: { session_id: string } };

/** Why somebody finds themselves at the sign-in page. */
export type ArrivalReason = SessionEnd | 'reset' | 'registered';
