import { ApiError } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import type { en } from '../messages';
import type { NotificationsRemote } from '../remote';
import type { PushDevice } from '../wire';
import type { Device } from './device';
import type { PushStore } from './store.svelte';

export interface PushPorts {
	remote: NotificationsRemote;
	device: Device;
	store: PushStore;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	explain: (error: unknown) => string;
}

/** Being pushed to: asked for, tried out, ended, here and on one's other devices. */
export class Pushing {
	readonly #ports: PushPorts;

	constructor(ports: PushPorts) {
		this.#ports = ports;
	}

	/** Never asks for anything; only looks. */
	async look(): Promise<void> {
		const { device, remote, store } = this.#ports;
		store.support = device.support();
		store.devices = await remote.devices().catch(() => store.devices);
		if (store.support !== 'yes') store.state = 'unsupported';
		else if (device.permission() === 'denied') store.state = 'denied';
		else {
			// The browser may still hold an address that the server has let go of, with the session.
			const address = await device.address().catch(() => null);
			store.state = address && store.own ? 'on' : 'off';
		}
	}

	/** Called by a press, as browsers let nobody else ask. */
	async turnOn(): Promise<void> {
		const { device, explain, notify, remote, store, words } = this.#ports;
		store.busy = true;
		try {
			const permission = await device.askPermission();
			if (permission !== 'granted') {
				store.state = permission === 'denied' ? 'denied' : 'off';
				return;
			}
			const address = await device.subscribe(await remote.vapidKey());
			store.added({ ...(await remote.addDevice(address)), current: true });
			store.state = 'on';
		} catch (error) {
			store.state = 'off';
			const why = error instanceof ApiError ? explain(error) : words().push_no_service;
			notify({ tone: 'danger', text: words().push_failed(why) });
		} finally {
			store.busy = false;
		}
	}

	async turnOff(): Promise<void> {
		const { device, explain, notify, remote, store, words } = this.#ports;
		const { own } = store;
		store.busy = true;
		store.state = 'off';
		try {
			if (own) {
				await remote.removeDevice(own.id);
				store.removed(own.id);
			}
			// Without the server's side nothing comes any more, so a refusal here costs nothing.
			await device.unsubscribe().catch(() => {});
		} catch (error) {
			store.state = 'on';
			notify({ tone: 'danger', text: words().undone(explain(error)) });
		} finally {
			store.busy = false;
		}
	}

	async test(): Promise<void> {
		const { explain, notify, remote, words } = this.#ports;
		try {
			await remote.testPush();
			notify({ tone: 'success', text: words().push_tested });
		} catch (error) {
			notify({ tone: 'danger', text: explain(error) });
		}
	}

	async remove(other: PushDevice): Promise<void> {
		if (other.current) return this.turnOff();
		const { explain, notify, remote, store, words } = this.#ports;
		const undo = store.leave(other.id);
		try {
			await remote.removeDevice(other.id);
			store.removed(other.id);
			notify({ text: words().device_removed(other.device) });
		} catch (error) {
			notify({ tone: 'danger', text: words().undone(explain(error)) });
		} finally {
			undo();
		}
	}
}
