import { createContext } from 'svelte';

/** What Chromium sends when the house could be installed; other browsers have a menu of their own. */
interface InstallOffer extends Event {
	prompt(): Promise<unknown>;
}

/** Holds the browser's offer back until the member wants it: nobody is asked unbidden. */
export class Installing {
	#offer = $state.raw<InstallOffer | null>(null);

	constructor() {
		window.addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault();
			this.#offer = event as InstallOffer;
		});
		window.addEventListener('appinstalled', () => (this.#offer = null));
	}

	get offered(): boolean {
		return this.#offer !== null;
	}

	async begin(): Promise<void> {
		const offer = this.#offer;
		// It can be made use of once; the browser sends another when it sees fit.
		this.#offer = null;
		await offer?.prompt();
	}
}

export const [useInstalling, provideInstalling] = createContext<Installing>();
