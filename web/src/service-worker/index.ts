import { self } from '$app/service-worker';
import { startEngine, type Engine } from '../lib/kernel/offline/engine';
import { openLine } from '../lib/kernel/offline/line';
import { isPicture, pictureFor } from './pictures';
import { listenForPush } from './push';
import { documentFor, dropOldVersions, fromCache, isOfTheProgram, keepProgram } from './program';

/**
 * Opens the house without a network: the program and small pictures from the device, and what was
 * written sent when the line is back and no page is open. What the server answers under /api is
 * kept by the pages, who know whose it is.
 */
const line = openLine();
let engine: Promise<Engine> | null = null;

function work(): Promise<Engine> {
	engine ??= startEngine((member, news) => line.say({ kind: 'news', member, news }));
	return engine;
}

self.addEventListener('install', (event) => event.waitUntil(keepProgram()));

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
	if (isPicture(request, url)) event.respondWith(pictureFor(request, url, work));
	else if (url.pathname.startsWith('/api/')) return;
	else if (request.mode === 'navigate') event.respondWith(documentFor(request));
	else if (isOfTheProgram(url.pathname)) event.respondWith(fromCache(url.pathname, request));
});

listenForPush();

self.addEventListener('sync', (event) => {
	const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
	if (tag === 'outbox') waitUntil.call(event, deliver());
});

async function deliver(): Promise<void> {
	const { carrier, owner } = await work();
	const member = await owner();
	if (member) await carrier.deliver(member);
}
