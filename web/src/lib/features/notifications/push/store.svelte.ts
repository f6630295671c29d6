import type { PushDevice } from '../wire';
import type { Support } from './device';

export type PushState = 'looking' | 'unsupported' | 'denied' | 'off' | 'on';

/** Whether this device is pushed to, and which others are. */
export class PushStore {
	state = $state<PushState>('looking');
	support = $state<Support>('yes');
	busy = $state(false);
	devices = $state.raw<readonly PushDevice[]>([]);
	/** Being removed; gone from the list before the server knows. */
	#leaving = $state.raw<readonly string[]>([]);

	readonly shown: readonly PushDevice[] = $derived(
		this.devices.filter(({ id }) => !this.#leaving.includes(id))
	);

	get own(): PushDevice | undefined {
		return this.devices.find(({ current }) => current);
	}

	added(device: PushDevice): void {
		this.devices = [device, ...this.devices.filter(({ id }) => id !== device.id)];
	}

	removed(id: string): void {
		this.devices = this.devices.filter((device) => device.id !== id);
	}

	leave(id: string): () => void {
		this.#leaving = [...this.#leaving, id];
		return () => {
			this.#leaving = this.#leaving.filter((other) => other !== id);
		};
	}
}
