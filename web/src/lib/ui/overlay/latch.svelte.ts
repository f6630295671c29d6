/** True from the first time that the condition is: what has been opened stays, to close gently. */
export function latch(condition: () => boolean): () => boolean {
	let happened = $state(false);
	$effect.pre(() => {
		if (condition()) happened = true;
	});
	return () => happened;
}
