import type { Api } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import type { en } from '../messages';
import type { AdminStore } from '../store';

/** What the actions of this feature need from the page around them. */
export interface AdminPorts {
	api: Api;
	store: AdminStore;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	/** Says that a change was taken back, and why. */
	sayUndone: (error: unknown) => void;
	/** Does an act that needs a freshly confirmed member. */
	around: <T>(act: () => Promise<T>) => Promise<T>;
	now: () => number;
}
