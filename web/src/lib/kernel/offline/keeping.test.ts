import { describe, expect, it, vi } from 'vitest';
import { inMemory } from './cupboard';
import { claim, Keeping, release } from './keeping';
import { createReading } from './reading';

const budget = { kind: 'answers', count: 3, bytes: 100, each: 60 };

async function kayas(kept = new Map<string, unknown>()) {
	const cupboard = inMemory(kept);
	let now = 0;
	await claim(cupboard, 'kaya');
	const keeping = new Keeping<string>(cupboard, budget, () => (now += 1));
	return { cupboard, keeping, kept };
}

describe('what is kept', () => {
	it('is bounded: the least recently used goes first', async () => {
		const { keeping } = await kayas();
		for (const address of ['/a', '/b', '/c']) await keeping.keep('kaya', address, address, 10);
		await keeping.find('kaya', '/a');
		await keeping.keep('kaya', '/d', '/d', 10);
		expect(await keeping.find('kaya', '/b')).toBeNull();
		expect((await keeping.find('kaya', '/a'))?.body).toBe('/a');
		await keeping.keep('kaya', '/large', 'large', 60);
		await keeping.keep('kaya', '/larger', 'larger', 61);
		expect(await keeping.find('kaya', '/c')).toBeNull();
		expect(await keeping.find('kaya', '/large')).not.toBeNull();
		expect(await keeping.find('kaya', '/larger')).toBeNull();
	});

	it('is for its member alone, also when an answer comes after they left', async () => {
		const { cupboard, keeping, kept } = await kayas();
		await keeping.keep('kaya', '/a', 'hers', 4);
		expect(await keeping.find('liam', '/a')).toBeNull();
		await claim(cupboard, 'liam');
		expect(await keeping.keep('kaya', '/late', 'hers too', 8)).toBe(false);
		expect(JSON.stringify([...kept])).not.toContain('hers');
		await release(cupboard, { writings: true });
		expect([...kept]).toEqual([]);
	});

	it('goes with its address and what lies below it, and with nothing else', async () => {
		const { keeping } = await kayas();
		for (const address of ['/posts/1', '/posts/1/comments?limit=50', '/posts/12']) {
			await keeping.keep('kaya', address, address, 1);
		}
		await keeping.drop('/posts/1');
		expect(await keeping.find('kaya', '/posts/1')).toBeNull();
		expect(await keeping.find('kaya', '/posts/1/comments?limit=50')).toBeNull();
		expect(await keeping.find('kaya', '/posts/12')).not.toBeNull();
	});
});

describe('reading', () => {
	const address = 'http://house.test/api/v1/posts/1';

	async function reader(fetch: () => Promise<Response>) {
		const { cupboard, keeping } = await kayas();
		const tell = vi.fn();
		const read = createReading({
			fetch: () => fetch(),
			keeps: () => true,
			names: () => undefined,
			member: () => 'kaya',
			answers: async () => keeping,
			claim: (member) => claim(cupboard, member),
			tell,
			kept: async () => {},
			later: (run) => run()
		});
		return { read: () => read(new Request(address)), keeping, tell };
	}

	it('asks the network first, and falls back to what it said last', async () => {
		let online = true;
		const { keeping, read, tell } = await reader(async () => {
			if (!online) throw new TypeError('No line.');
			return new Response('fresh');
		});
		expect(await (await read()).text()).toBe('fresh');
		await vi.waitFor(async () =>
			expect(await keeping.find('kaya', '/api/v1/posts/1')).not.toBeNull()
		);
		online = false;
		expect(await (await read()).text()).toBe('fresh');
		expect(tell).toHaveBeenLastCalledWith('/api/v1/posts/1', expect.any(Number));
	});

	it('does not wait for ever where something is kept', async () => {
		vi.useFakeTimers();
		let silent = false;
		const { keeping, read } = await reader(() =>
			silent ? new Promise<Response>(() => {}) : Promise.resolve(new Response('kept'))
		);
		await read();
		await vi.waitFor(async () =>
			expect(await keeping.find('kaya', '/api/v1/posts/1')).not.toBeNull()
		);
		silent = true;
		const reading = read();
		await vi.advanceTimersByTimeAsync(5_000);
		expect(await (await reading).text()).toBe('kept');
		vi.useRealTimers();
	});

	it.each([403, 404])('forgets what the server answers %i to', async (status) => {
		let there = true;
		const { keeping, read } = await reader(async () =>
			there ? new Response('secret') : new Response('{}', { status })
		);
		await read();
		await vi.waitFor(async () =>
			expect(await keeping.find('kaya', '/api/v1/posts/1')).not.toBeNull()
		);
		there = false;
		expect((await read()).status).toBe(status);
		await vi.waitFor(async () => expect(await keeping.find('kaya', '/api/v1/posts/1')).toBeNull());
	});

	it('says so where nothing is kept', async () => {
		const { read } = await reader(() => Promise.reject(new TypeError('No line.')));
		await expect(read()).rejects.toThrow('No line.');
	});
});
