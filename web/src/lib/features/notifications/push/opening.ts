import { openMessage } from './protocol';

/** Goes where a pushed message leads, in the window that is open already. */
export function openFromPush(open: (path: string) => void): () => void {
	// Absent where the house is reached by plain http.
	const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	const hear = ({ data }: MessageEvent<{ type?: unknown; path?: unknown } | null>) => {
		if (data?.type !== openMessage || typeof data.path !== 'string') return;
		const url = new URL(data.path, location.origin);
		if (url.origin === location.origin) open(url.pathname + url.search + url.hash);
	};
	workers?.addEventListener('message', hear);
	return () => workers?.removeEventListener('message', hear);
}
