import { describe, expect, it } from 'vitest';
import { ApiError } from '$lib/api';
import { commonWords } from '$lib/kernel';
import {
	Confirmation,
	SecondStep,
	Sessions,
	SignIn,
	Submission,
	Unconfirmed
} from './store.svelte';
import type { Session } from './types';

function refusal(code: string, more: Partial<ConstructorParameters<typeof ApiError>[0]> = {}) {
	return new ApiError({ status: 401, code, message: `Because of ${code}.`, ...more });
}

function session(id: string, current = false): Session {
	return {
		id,
		device: 'Firefox on Linux',
		address: null,
		created_at: '2026-11-01T08:00:00Z',
		last_seen_at: '2026-11-20T08:00:00Z',
		expires_at: '2026-12-20T08:00:00Z',
		current
	};
}

describe('signing in', () => {
	it('asks for the code after the password was right', () => {
		const form = new SignIn();
		form.begin();
		expect(form.busy).toBe(true);
		expect(form.refuse(refusal('SECOND_FACTOR_REQUIRED'), 0)).toBeNull();
		expect([form.step, form.refusal, form.busy]).toEqual(['code', null, false]);
	});

	it('stays with the recovery code when that was wrong', () => {
		const form = new SignIn();
		form.show('recovery');
		form.refuse(refusal('SECOND_FACTOR_INVALID'), 0);
		expect([form.step, form.refusal]).toEqual(['recovery', 'code']);
	});

	it('goes back to the password when that was wrong', () => {
		const form = new SignIn();
		form.show('code');
		form.refuse(refusal('INVALID_CREDENTIALS'), 0);
		expect([form.step, form.refusal]).toEqual(['password', 'credentials']);
	});

	it('sends whoever is not approved yet to the waiting room', () => {
		expect(new SignIn().refuse(refusal('ACCOUNT_PENDING', { status: 403 }), 0)).toBe('waiting');
	});

	it('waits as long as the server says', () => {
		const form = new SignIn();
		form.refuse(refusal('RATE_LIMITED', { status: 429, retryAfter: 30 }), 1000);
		expect(form.blockedUntil).toBe(31_000);
		form.unblock();
		expect(form.blockedUntil).toBeNull();
	});

	it('shows any other refusal in the words of the server', () => {
		const form = new SignIn();
		form.refuse(refusal('OFFLINE', { status: 0 }), 0);
		expect(form.refusal).toMatchObject({ code: 'OFFLINE' });
	});
});

describe('confirming that it is you', () => {
	it('lets everything that waits go on with one answer', async () => {
		const confirmation = new Confirmation();
		const both = Promise.all([confirmation.ask(false), confirmation.ask(false)]);
		expect(confirmation.open).toBe(true);
		confirmation.confirmed();
		await both;
		expect(confirmation.open).toBe(false);
	});

	it('stops everything that waits when it is closed', async () => {
		const confirmation = new Confirmation();
		const first = confirmation.ask(false);
		const second = confirmation.ask(false);
		confirmation.cancel();
		await expect(first).rejects.toBeInstanceOf(Unconfirmed);
		await expect(second).rejects.toBeInstanceOf(Unconfirmed);
	});

	it('asks for the code when the server wants one', () => {
		const confirmation = new Confirmation();
		void confirmation.ask(false);
		confirmation.refuse(refusal('SECOND_FACTOR_REQUIRED'));
		expect([confirmation.asksCode, confirmation.refusal]).toEqual([true, null]);
		confirmation.refuse(refusal('SECOND_FACTOR_INVALID'));
		expect(confirmation.refusal).toBe('code');
		confirmation.refuse(refusal('INVALID_CREDENTIALS'));
		expect(confirmation.refusal).toBe('credentials');
	});
});

describe('the list of sessions', () => {
	function listed(): Sessions {
		const sessions = new Sessions();
		sessions.read([session('laptop', true), session('phone'), session('tablet')], sessions.begin());
		return sessions;
	}

	it('hides at once what is being ended, and shows it again when that fails', () => {
		const sessions = listed();
		sessions.hide(['phone']);
		expect(sessions.others.map((row) => row.id)).toEqual(['tablet']);
		sessions.show(['phone']);
		expect(sessions.others.map((row) => row.id)).toEqual(['phone', 'tablet']);
	});

	it('keeps hidden what was ended, when a list read earlier arrives late', () => {
		const sessions = listed();
		const since = sessions.begin();
		sessions.hide(['phone']);
		sessions.ended(['phone']);
		sessions.read([session('laptop', true), session('phone')], since);
		expect(sessions.rows.map((row) => row.id)).toEqual(['laptop']);
	});

	it('shows an error only when there is nothing better to show', () => {
		const empty = new Sessions();
		empty.fail(refusal('OFFLINE'));
		expect(empty.load).toBe('error');
		const full = listed();
		full.fail(refusal('OFFLINE'));
		expect(full.load).toBe('ready');
	});
});

describe('the second step', () => {
	it('forgets the secret as soon as it is on, and the codes when they are kept', () => {
		const step = new SecondStep();
		step.setup = { secret: 'S', uri: 'otpauth://', qr_svg: '<svg/>' };
		step.turnedOn(['a', 'b']);
		expect(step.setup).toBeNull();
		expect(step.value).toEqual({ enabled: true, recovery_codes_left: 2 });
		step.forget();
		expect(step.codes).toBeNull();
		step.turnedOff();
		expect(step.value?.enabled).toBe(false);
	});
});

describe('a form that is sent', () => {
	it('puts what the server says beside the fields, until they are mended', async () => {
		const form = new Submission(() => commonWords);
		const answer = await form.run(() =>
			Promise.reject(
				refusal('INVALID_FIELDS', { status: 422, details: { fields: { password: 'Too plain.' } } })
			)
		);
		expect(answer).toBeNull();
		expect([form.busy, form.refusal, form.fields]).toEqual([
			false,
			null,
			{ password: 'Too plain.' }
		]);
		form.mend('password');
		expect(form.fields).toEqual({});
	});

	it('shows one sentence when no field is to blame', async () => {
		const form = new Submission(() => commonWords);
		await form.run(() => Promise.reject(refusal('OFFLINE', { status: 0 })));
		expect(form.refusal).toBe(commonWords.offline_error);
	});

	it('lets the caller say which field a refusal belongs to', async () => {
		const form = new Submission(() => commonWords);
		await form.run(
			() => Promise.reject(refusal('CONFLICT', { status: 409, details: { field: 'username' } })),
			(error) => (error.code === 'CONFLICT' ? { username: 'Taken.' } : null)
		);
		expect([form.refusal, form.fields]).toEqual([null, { username: 'Taken.' }]);
	});

	it('is sent once, however often the button is pressed', async () => {
		const form = new Submission(() => commonWords);
		let sent = 0;
		const act = () => {
			sent += 1;
			return new Promise<number>((resolve) => setTimeout(() => resolve(1)));
		};
		await Promise.all([form.run(act), form.run(act)]);
		expect(sent).toBe(1);
	});

	it('says nothing when the member did not confirm that it is them', async () => {
		const form = new Submission(() => commonWords);
		await form.run(() => Promise.reject(new Unconfirmed()));
		expect([form.refusal, form.fields]).toEqual([null, {}]);
	});
});
