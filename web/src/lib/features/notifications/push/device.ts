import { addressOf, bytesOf, type PushAddress } from './protocol';

export type Support = 'yes' | 'no' | 'needs_https' | 'needs_home_screen';

/** What this browser can do about push, behind a door that tests can stand in for. */
export interface Device {
	support(): Support;
	permission(): NotificationPermission;
	/** Asks the member; only ever after a press. */
	askPermission(): Promise<NotificationPermission>;
	/** The address this browser is pushed to at present, if any. */
	address(): Promise<PushAddress | null>;
	subscribe(key: string): Promise<PushAddress>;
	unsubscribe(): Promise<void>;
}

export const thisDevice: Device = {
	support() {
		if (!globalThis.isSecureContext) return 'needs_https';
		if ('serviceWorker' in navigator && 'PushManager' in globalThis) {
			return 'Notification' in globalThis ? 'yes' : 'no';
		}
		return /iphone|ipad/i.test(navigator.userAgent) ? 'needs_home_screen' : 'no';
	},
	permission: () => Notification.permission,
	askPermission: () => Notification.requestPermission(),
	async address() {
		const subscription = await (await registration())?.pushManager.getSubscription();
		return subscription ? addressOf(subscription) : null;
	},
	async subscribe(key) {
		// Waits for the worker: on a first visit it is still on its way.
		const { pushManager } = await navigator.serviceWorker.ready;
		const applicationServerKey = bytesOf(key);
		const before = await pushManager.getSubscription();
		if (before && !sameKey(before, applicationServerKey)) await before.unsubscribe();
		return addressOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
	},
	async unsubscribe() {
		await (await (await registration())?.pushManager.getSubscription())?.unsubscribe();
	}
};

function registration(): Promise<ServiceWorkerRegistration | undefined> {
	return navigator.serviceWorker.getRegistration();
}

/** A house that was set up anew has another key, and the old address is of no use to it. */
function sameKey({ options }: PushSubscription, key: Uint8Array): boolean {
	if (!options.applicationServerKey) return false;
	const own = new Uint8Array(options.applicationServerKey);
	return own.length === key.length && own.every((byte, index) => byte === key[index]);
}
