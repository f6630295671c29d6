import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';

const prefix = 'longhouse-';
const cacheName = `${prefix}${__BUILD__}`;
const shell = '/';
/** Pages of the version before may still stand open and ask for its parts. */
const versionsKept = 2;

/** Not needed to open the house; fetched and kept by the browser when they are. */
const optional =
	/(latin-ext|vietnamese|cyrillic|greek)[^/]*\.woff2$|(compact|messages)[^/]*\.json$/;

const kept = [
	...immutable.map((file) => resolve(file.path)),
	...assets.map((file) => resolve(file.path)),
	// Written by the build; the document waits for it.
	'/ahead.js'
].filter((path) => !optional.test(path));

const ofTheProgram = new Set(kept);
const parts = /^\/_app\/immutable\//;

export async function keepProgram(): Promise<void> {
	const cache = await caches.open(cacheName);
	await cache.addAll([shell, ...kept].map((path) => new Request(path, { priority: 'low' })));
}

export function isOfTheProgram(path: string): boolean {
	return ofTheProgram.has(path) || parts.test(path);
}

/** The document from the network first, so that a newer house is seen at once. */
export async function documentFor(request: Request): Promise<Response> {
	try {
		const response = await fetch(request);
		// A proxy whose house is asleep says so in a page of its own.
		return response.status < 500 ? response : ((await keptShell()) ?? response);
	} catch (offline) {
		const cached = await keptShell();
		if (cached) return cached;
		throw offline;
	}
}

export async function fromCache(path: string, request: Request): Promise<Response> {
	const own = await caches.match(path, { cacheName });
	return own ?? (await caches.match(path)) ?? fetch(request);
}

export async function dropOldVersions(): Promise<void> {
	// Builds are named by the time, so that their names sort.
	const names = (await caches.keys()).filter((name) => name.startsWith(prefix)).sort();
	const before = names.filter((name) => name !== cacheName).slice(1 - versionsKept);
	const old = names.filter((name) => name !== cacheName && !before.includes(name));
	await Promise.all(old.map((name) => caches.delete(name)));
}

function keptShell(): Promise<Response | undefined> {
	return caches.match(shell, { cacheName });
}

function resolve(path: string): string {
	return new URL(path, self.location.origin).pathname;
}
