/** When the browser has nothing better to do, and not much later where it never rests. */
export function whenIdle(run: () => void): void {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 2_000 });
	else setTimeout(run, 500);
}
