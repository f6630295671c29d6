import { self } from '$app/service-worker';
import {
	addressOf,
	bytesOf,
	openMessage,
	parsePushed
} from '../lib/features/notifications/push/protocol';

/** What a message that was shown leads to, kept with it. */
interface Leads {
	path: string;
	notificationId: string | undefined;
}

/** Shows what is pushed, opens what is pressed, and stays reachable when the browser moves us. */
export function listenForPush(): void {
	self.addEventListener('push', (event) => event.waitUntil(show(event)));
	self.addEventListener('notificationclick', (event) => {
		event.notification.close();
		const { notificationId, path } = event.notification.data as Leads;
		event.waitUntil(Promise.all([open(path), notificationId && markRead(notificationId)]));
	});
	self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(moveHouse()));
}

/** Browsers ask that every push is shown, and withdraw the permission where one is not. */
async function show(event: PushEvent): Promise<void> {
	const { body, notificationId, path, tag, title } = parsePushed(read(event), self.location.origin);
	const data: Leads = { path, notificationId };
	await self.registration.showNotification(title, {
		body,
		data,
		icon: '/icon-192.png',
		badge: '/icon-192.png',
		...(tag ? { tag } : {})
	});
}

function read(event: PushEvent): unknown {
	try {
		return event.data?.json() as unknown;
	} catch {
		return null;
	}
}

/** A window that is open already is led there without loading anew; else a new one opens. */
async function open(path: string): Promise<void> {
	const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const window = windows.find(({ focused }) => focused) ?? windows[0];
	if (!window) return void (await self.clients.openWindow(path));
	window.postMessage({ type: openMessage, path });
	await window.focus();
}

/** What was opened was read. Without a network it stays unread, which harms nobody. */
async function markRead(id: string): Promise<void> {
	const address = `/api/v1/notifications/${encodeURIComponent(id)}`;
	await change('PATCH', address, { read: true }).catch(() => {});
}

/** The browser gave up the old address of its own accord. */
async function moveHouse(): Promise<void> {
	const answer = await fetch('/api/v1/push/vapid-key');
	if (!answer.ok) return;
	const { key } = (await answer.json()) as { key: string };
	const subscription = await self.registration.pushManager.subscribe({
		userVisibleOnly: true,
		applicationServerKey: bytesOf(key)
	});
	await change('POST', '/api/v1/push/subscriptions', addressOf(subscription));
}

async function change(method: 'PATCH' | 'POST', path: string, body: object): Promise<void> {
	const { csrf_token } = (await (await fetch('/api/v1/auth/csrf')).json()) as {
		csrf_token: string;
	};
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const key = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	await fetch(path, {
		method,
		headers: {
			'Content-Type': 'application/json',
			'X-CSRF-Token': csrf_token,
			...(method === 'POST' ? { 'Idempotency-Key': key } : {})
		},
		body: JSON.stringify(body)
	});
}
