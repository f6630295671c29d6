import { Carrier, type News } from './carrier';
import { openCupboard, type Cupboard } from './cupboard';
import { claim, Keeping, ownerOf, release, type Budget } from './keeping';
import { createSender } from './sending';

const answersBudget: Budget = {
	kind: 'answers',
	count: 400,
	bytes: 12 * 1024 * 1024,
	each: 1024 * 1024
};
const picturesBudget: Budget = {
	kind: 'pictures',
	count: 1_000,
	bytes: 24 * 1024 * 1024,
	each: 256 * 1024
};

export interface Picture {
	type: string;
	bytes: ArrayBuffer;
}

/** What is done behind the pages; the same in a tab and in the service worker. */
export interface Engine {
	answers: Keeping<string>;
	pictures: Keeping<Picture>;
	carrier: Carrier;
	owner(): Promise<string | null>;
	claim(member: string): Promise<void>;
	release(wish: { writings: boolean }): Promise<void>;
}

export async function startEngine(tell: (member: string, news: News) => void): Promise<Engine> {
	return engineOn(await openCupboard(), tell);
}

function engineOn(cupboard: Cupboard, tell: (member: string, news: News) => void): Engine {
	return {
		answers: new Keeping<string>(cupboard, answersBudget),
		pictures: new Keeping<Picture>(cupboard, picturesBudget),
		carrier: new Carrier({
			cupboard,
			send: createSender((path, init) => fetch(path, init)),
			alone,
			tell,
			now: Date.now,
			random: Math.random,
			later: (ms, run) => {
				const timer = setTimeout(run, ms);
				return () => clearTimeout(timer);
			}
		}),
		owner: () => ownerOf(cupboard),
		claim: (member) => claim(cupboard, member),
		release: (wish) => release(cupboard, wish)
	};
}

/** Of all tabs and the worker one sends. By plain http there are no locks; the keys still hold. */
async function alone(work: () => Promise<void>): Promise<void> {
	const locks: LockManager | undefined = navigator.locks;
	if (!locks) return work();
	await locks.request('longhouse:outbox', work);
}
