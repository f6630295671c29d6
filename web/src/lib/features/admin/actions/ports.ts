import type { Api } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import type { en } from '../messages';
import type { AdminStore } from '../store';
import type { SiteConfig } from '../types';

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
	/** Settles once nothing that happens from now on can be missed. */
	ready: () => Promise<void>;
	/** What everybody sees of the house changed with its settings. */
	siteChanged: (config: SiteConfig) => void;
	now: () => number;
}
