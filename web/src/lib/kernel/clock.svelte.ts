import { createContext } from 'svelte';

const tick = 30_000;

/** One clock for all that says "3 minutes ago", so that a thousand rows need one timer. */
export class Clock {
	now = $state(Date.now());

	/** Runs until the returned function is called; catches up when the page is shown again. */
	start(): () => void {
		const set = () => (this.now = Date.now());
		const timer = setInterval(set, tick);
		document.addEventListener('visibilitychange', set);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', set);
		};
	}
}

export const [useClock, provideClock] = createContext<Clock>();
