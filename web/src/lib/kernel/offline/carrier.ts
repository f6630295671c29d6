import type { Cupboard } from './cupboard';
import { boxOf, putBox } from './keeping';
import { arrive, land, refuse, take, type Box, type Letter } from './letters';
import { madeBy, type Send } from './sending';

/** Why what is written does not go out: there is no line, nobody to send it as, or too much of it. */
export type Holdup = 'line' | 'sign_in' | 'crowd';

export type News =
	| { kind: 'sent'; letter: Letter; answer: unknown; box: Box }
	| { kind: 'refused'; letter: Letter; box: Box }
	/** It stays for a later try. */
	| { kind: 'held'; letter: Letter; holdup: Holdup; box: Box }
	| { kind: 'changed'; box: Box };

export interface CarrierPorts {
	cupboard: Cupboard;
	send: Send;
	/** Runs it when nobody else runs theirs, in whatever tab or worker of this browser. */
	alone: (work: () => Promise<void>) => Promise<void>;
	tell: (member: string, news: News) => void;
	now: () => number;
	random: () => number;
	later: (ms: number, run: () => void) => () => void;
}

const firstPause = 2_000;
const longestPause = 5 * 60_000;

/** Carries letters to the server: one after the other, in the order of writing, each once. */
export class Carrier {
	readonly #ports: CarrierPorts;
	#failures = 0;
	#forget: () => void = () => {};
	#going: Promise<void> | null = null;
	#again = false;
	#wait: number | null = null;
	#notBefore = 0;

	constructor(ports: CarrierPorts) {
		this.#ports = ports;
	}

	/** Changes a member's box as one act, and tells how it is afterwards. */
	async change(member: string, how: (box: Box) => Box): Promise<Box> {
		const box = await this.#turn(member, (before) => [how(before), null]);
		this.#ports.tell(member, { kind: 'changed', box: box[0] });
		return box[0];
	}

	async read(member: string): Promise<Box> {
		return this.#ports.cupboard.transact((drawer) => boxOf(drawer, member));
	}

	/** Sends what waits, now. Settles when there is nothing left or no way on. */
	async deliver(member: string): Promise<void> {
		// The server has said when it wants to hear from us again; the timer runs.
		if (this.#ports.now() < this.#notBefore) return;
		this.#forget();
		if (this.#going) {
			this.#again = true;
			return this.#going;
		}
		this.#going = this.#run(member);
		return this.#going;
	}

	async #run(member: string): Promise<void> {
		try {
			do {
				this.#again = false;
				await this.#ports.alone(() => this.#sendAll(member));
			} while (this.#again);
		} finally {
			this.#going = null;
		}
		if (this.#wait === null || this.#wait === Infinity) return;
		this.#forget = this.#ports.later(this.#wait, () => void this.deliver(member));
	}

	async #sendAll(member: string): Promise<void> {
		do this.#wait = await this.#next(member);
		while (this.#wait === 0);
	}

	/** How long to wait before the next: not at all (0), or null when there is nothing left. */
	async #next(member: string): Promise<number | null> {
		const [, letter] = await this.#turn(member, (box) => take(box, this.#ports.now()));
		if (!letter) return null;
		const reply = await this.#ports.send(letter, member);
		switch (reply.kind) {
			case 'sent': {
				this.#failures = 0;
				const made = madeBy(letter, reply.answer);
				const [box] = await this.#turn(member, (before) => [arrive(before, letter.id, made), null]);
				this.#ports.tell(member, { kind: 'sent', letter, answer: reply.answer, box });
				return 0;
			}
			case 'refused': {
				const [box] = await this.#turn(member, (before) => [
					refuse(before, letter.id, reply.refusal),
					null
				]);
				const refused = { ...letter, refusal: reply.refusal };
				this.#ports.tell(member, { kind: 'refused', letter: refused, box });
				return 0;
			}
			case 'lost':
				await this.#hold(member, letter, 'line');
				return this.#pause();
			case 'crowded':
				await this.#hold(member, letter, 'crowd');
				this.#notBefore = this.#ports.now() + reply.seconds * 1_000;
				return reply.seconds * 1_000;
			case 'stranger':
				await this.#hold(member, letter, 'sign_in');
				return Infinity;
		}
	}

	async #hold(member: string, letter: Letter, holdup: Holdup): Promise<void> {
		const [box] = await this.#turn(member, (before) => [land(before, letter.id), null]);
		this.#ports.tell(member, { kind: 'held', letter, holdup, box });
	}

	#turn<Found>(member: string, how: (box: Box) => [Box, Found]): Promise<[Box, Found]> {
		return this.#ports.cupboard.transact(async (drawer) => {
			const before = await boxOf(drawer, member);
			const [changed, found] = how(before);
			if (changed === before) return [before, found];
			const after = { ...changed, version: before.version + 1 };
			await putBox(drawer, member, after);
			return [after, found];
		});
	}

	/** Longer each time, and never the same for two who lost the line together. */
	#pause(): number {
		const most = Math.min(longestPause, firstPause * 2 ** this.#failures);
		this.#failures += 1;
		return most / 2 + (this.#ports.random() * most) / 2;
	}
}
