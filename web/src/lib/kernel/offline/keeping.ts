import type { Cupboard, Drawer } from './cupboard';
import { emptyBox, type Box } from './letters';

export interface Budget {
	/** Each kind has its own, so that pictures do not push out what is read. */
	kind: string;
	count: number;
	bytes: number;
	/** What alone is larger than this is not worth its room. */
	each: number;
}

export interface Kept<Body> {
	body: Body;
	/** When the server said so. */
	at: number;
}

interface Entry {
	at: number;
	used: number;
	bytes: number;
}

type Index = Record<string, Entry>;

const ownerKey = 'owner';
/** Every kind of kept thing lies under this; what was written and is not sent yet does not. */
const prefix = 'read:';
const boxPrefix = 'box:';

/** Whose device this is for the moment: nothing is kept for anybody else. */
export async function ownerOf(cupboard: Cupboard): Promise<string | null> {
	return cupboard.transact((drawer) => owner(drawer));
}

async function owner(drawer: Drawer): Promise<string | null> {
	const kept = await drawer.get(ownerKey);
	return typeof kept === 'string' ? kept : null;
}

/** Somebody is signed in. What was kept for another member goes before anything is kept for them. */
export async function claim(cupboard: Cupboard, member: string): Promise<void> {
	await cupboard.transact(async (drawer) => {
		const before = await owner(drawer);
		if (before === member) return;
		drawer.removeAll(prefix);
		const box = await drawer.get(boxPrefix + member);
		drawer.removeAll(boxPrefix);
		if (box !== undefined) drawer.put(boxPrefix + member, box);
		drawer.put(ownerKey, member);
	});
}

/**
 * Nobody is signed in any more. Who left on purpose leaves nothing behind; whose session ended by
 * itself finds again what they had written, and nobody else does.
 */
export async function release(cupboard: Cupboard, { writings }: { writings: boolean }) {
	await cupboard.transact(async (drawer) => {
		drawer.remove(ownerKey);
		drawer.removeAll(prefix);
		if (writings) drawer.removeAll(boxPrefix);
	});
}

export async function boxOf(drawer: Drawer, member: string): Promise<Box> {
	return ((await drawer.get(boxPrefix + member)) ?? emptyBox) as Box;
}

/** Not for somebody who has left: an answer that comes late must not leave anything behind. */
export async function putBox(drawer: Drawer, member: string, box: Box): Promise<void> {
	const known = (await drawer.get(boxPrefix + member)) !== undefined;
	if (known || (await owner(drawer)) === member) drawer.put(boxPrefix + member, box);
}

/** What was read, so that it can be read again without a network. Least recently used goes first. */
export class Keeping<Body> {
	readonly #cupboard: Cupboard;
	readonly #budget: Budget;
	readonly #now: () => number;

	constructor(cupboard: Cupboard, budget: Budget, now: () => number = Date.now) {
		this.#cupboard = cupboard;
		this.#budget = budget;
		this.#now = now;
	}

	/** Keeps it for this member, unless somebody else has taken the seat since it was asked for. */
	async keep(member: string, address: string, body: Body, bytes: number): Promise<boolean> {
		if (bytes > this.#budget.each) return false;
		return this.#cupboard.transact(async (drawer) => {
			if ((await owner(drawer)) !== member) return false;
			const index = await this.#index(drawer);
			const now = this.#now();
			index[address] = { at: now, used: now, bytes };
			drawer.put(this.#key(address), { body, at: now } satisfies Kept<Body>);
			for (const gone of overflow(index, this.#budget)) {
				delete index[gone];
				drawer.remove(this.#key(gone));
			}
			drawer.put(this.#indexKey, index);
			return true;
		});
	}

	async find(member: string | null, address: string): Promise<Kept<Body> | null> {
		return this.#cupboard.transact(async (drawer) => {
			const seated = await owner(drawer);
			if (seated === null || (member !== null && seated !== member)) return null;
			const index = await this.#index(drawer);
			const entry = index[address];
			if (!entry) return null;
			drawer.put(this.#indexKey, { ...index, [address]: { ...entry, used: this.#now() } });
			return (await drawer.get(this.#key(address))) as Kept<Body>;
		});
	}

	/** The server says that it is not there for this member: neither is what lies below it. */
	async drop(path: string): Promise<void> {
		await this.#cupboard.transact(async (drawer) => {
			const index = await this.#index(drawer);
			for (const address of Object.keys(index)) {
				const below = address.slice(path.length);
				if (!address.startsWith(path) || (below !== '' && !/^[/?]/.test(below))) continue;
				delete index[address];
				drawer.remove(this.#key(address));
			}
			drawer.put(this.#indexKey, index);
		});
	}

	async clear(): Promise<void> {
		await this.#cupboard.transact(async (drawer) =>
			drawer.removeAll(`${prefix}${this.#budget.kind}:`)
		);
	}

	get #indexKey(): string {
		return `${prefix}${this.#budget.kind}:index`;
	}

	#key(address: string): string {
		return `${prefix}${this.#budget.kind}:at:${address}`;
	}

	async #index(drawer: Drawer): Promise<Index> {
		return ((await drawer.get(this.#indexKey)) ?? {}) as Index;
	}
}

/** What has to go so that the rest fits. */
export function overflow(index: Readonly<Index>, budget: Budget): string[] {
	const oldestFirst = Object.entries(index).sort(([, a], [, b]) => a.used - b.used);
	let bytes = oldestFirst.reduce((sum, [, entry]) => sum + entry.bytes, 0);
	let count = oldestFirst.length;
	const gone: string[] = [];
	for (const [address, entry] of oldestFirst) {
		if (bytes <= budget.bytes && count <= budget.count) break;
		gone.push(address);
		bytes -= entry.bytes;
		count -= 1;
	}
	return gone;
}
