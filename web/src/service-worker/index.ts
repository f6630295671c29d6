import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';

/**
 * Keeps the program on the device so that it opens without a network: what it is made of comes
 * from the cache, the document from the network first. What the server answers under /api is
 * never kept here; whose it is and how long it is true only the program can know.
 */
const cacheName = `longhouse-${__BUILD__}`;
const shell = '/';

/** Not needed to open the house; fetched and kept by the browser when they are. */
const optional =
	/(latin-ext|vietnamese|cyrillic|greek)[^/]*\.woff2$|(compact|messages)[^/]*\.json$/;

const kept = [
	...immutable.map((file) => resolve(file.path)),
	...assets.map((file) => resolve(file.path))
].filter((path) => !optional.test(path));

const keptSet = new Set(kept);

self.addEventListener('install', (event) => {
	event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([shell, ...kept])));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(dropOldVersions().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
	if (event.data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (url.pathname.startsWith('/api/')) return;
	if (request.mode === 'navigate') event.respondWith(documentFor(request));
	else if (keptSet.has(url.pathname)) event.respondWith(fromCache(url.pathname, request));
});

async function documentFor(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (offline) {
		const cached = await caches.match(shell, { cacheName });
		if (cached) return cached;
		throw offline;
	}
}

async function fromCache(path: string, request: Request): Promise<Response> {
	return (await caches.match(path, { cacheName })) ?? fetch(request);
}

async function dropOldVersions(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith('longhouse-') && name !== cacheName);
	await Promise.all(old.map((name) => caches.delete(name)));
}

function resolve(path: string): string {
	return new URL(path, self.location.origin).pathname;
}
