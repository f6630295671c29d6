import { dev } from '$app/env';
import { whenIdle } from './idle';

export interface Update {
	/** Let the new version take over, and show the page as it makes it. */
	apply(): void;
}

const every = 30 * 60_000;

/**
 * Registers the service worker and tells when a newer one is waiting. It takes over only when
 * the member says so: exchanging the program under somebody's hands loses what they typed.
 */
export function watchForUpdates(tell: (update: Update) => void): () => void {
	// Absent where the house is reached by plain http, and of no use while developing.
	const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	if (dev || !workers) return () => {};

	let timer: ReturnType<typeof setInterval> | undefined;
	const begin = () =>
		void workers
			.register('/service-worker.js', { type: 'module' })
			.then((registration) => {
				const check = () => {
					const { waiting } = registration;
					// The very first worker replaces nobody and needs no word.
					if (waiting && workers.controller) tell({ apply: () => exchange(workers, waiting) });
				};
				check();
				registration.addEventListener('updatefound', () => {
					registration.installing?.addEventListener('statechange', check);
				});
				timer = setInterval(() => void registration.update().catch(() => {}), every);
			})
			.catch(() => {
				// Refused by the browser's settings: the house then simply needs the network.
			});
	const giveUp = afterTheFirstView(begin);
	return () => {
		giveUp();
		clearInterval(timer);
	};
}

/** The whole program is fetched then, which would stand in the way of what is looked at now. */
function afterTheFirstView(run: () => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const soon = () => (timer = setTimeout(() => whenIdle(run), 1_000));
	if (document.readyState === 'complete') soon();
	else addEventListener('load', soon, { once: true });
	return () => {
		removeEventListener('load', soon);
		clearTimeout(timer);
	};
}

function exchange(workers: ServiceWorkerContainer, waiting: ServiceWorker): void {
	workers.addEventListener('controllerchange', () => location.reload(), { once: true });
	waiting.postMessage('take-over');
}
