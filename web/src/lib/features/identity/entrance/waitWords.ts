/** A waiting time as people say it: seconds while they are few, then minutes and seconds. */
export function waitWords(seconds: number, words: { seconds: (n: number) => string }): string {
	if (seconds < 60) return words.seconds(seconds);
	const rest = String(seconds % 60).padStart(2, '0');
	return `${Math.floor(seconds / 60)}:${rest}`;
}
