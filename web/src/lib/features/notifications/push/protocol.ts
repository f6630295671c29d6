/** What the page and the service worker both know of push. Knows neither of the two. */

/** What the worker says to a page when somebody pressed a message that was pushed. */
export const openMessage = 'open-path';

/** What a browser hands out so that it can be pushed to. */
export interface PushAddress {
	endpoint: string;
	keys: { p256dh: string; auth: string };
}

export function addressOf(subscription: PushSubscription): PushAddress {
	const { endpoint, keys } = subscription.toJSON();
	const { auth, p256dh } = keys ?? {};
	if (!endpoint || !auth || !p256dh) {
		throw new TypeError('The browser gave an address without keys.');
	}
	return { endpoint, keys: { p256dh, auth } };
}

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
	const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** What is pushed, as far as it can be believed; a path of another house is none. */
export interface Pushed {
	title: string;
	body: string;
	path: string;
	tag: string | undefined;
	notificationId: string | undefined;
}

export function parsePushed(value: unknown, origin: string): Pushed {
	const told = typeof value === 'object' && value !== null ? value : {};
	const text = (name: string) => {
		const found = (told as Record<string, unknown>)[name];
		return typeof found === 'string' && found !== '' ? found : undefined;
	};
	return {
		title: text('title') ?? 'Longhouse',
		body: text('body') ?? '',
		path: pathWithin(text('url'), origin),
		tag: text('tag'),
		notificationId: text('notification_id')
	};
}

function pathWithin(address: string | undefined, origin: string): string {
	try {
		const url = new URL(address ?? '/', origin);
		return url.origin === origin ? url.pathname + url.search + url.hash : '/';
	} catch {
		return '/';
	}
}
