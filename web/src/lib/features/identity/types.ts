/** The account of whoever is signed in, as the server tells it to them alone. */
export interface Me {
	id: string;
	username: string;
	email: string | null;
	display_name: string | null;
	is_admin: boolean;
	two_factor: boolean;
	created_at: string;
	approved_at: string | null;
}

export interface Session {
	id: string;
	device: string;
	address: string | null;
	created_at: string;
	last_seen_at: string;
	expires_at: string;
	current: boolean;
}

export type SignupMode = 'approval' | 'invite' | 'open';

/** What anybody may know about this house before they sign in. */
export interface Site {
	name: string;
	description: string;
	signup_mode: SignupMode;
	needs_first_admin: boolean;
	mail_enabled: boolean;
}

export interface OneTimeLink {
	kind: 'first_admin' | 'reset';
	username: string | null;
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
