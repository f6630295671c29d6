const shortest = 1_000;
const longest = 30_000;

/**
 * How long to wait before the next try: doubling from one second to thirty, and anywhere within
 * that span, so that a whole community does not return in the same instant after a restart.
 */
export function backoff(attempt: number, random: () => number): number {
	const ceiling = Math.min(longest, shortest * 2 ** Math.min(attempt + 1, 10));
	return Math.round(shortest + random() * (ceiling - shortest));
}
