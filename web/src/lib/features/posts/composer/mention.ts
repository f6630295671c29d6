/** The beginning of a mention that ends at the caret, or null. */
export function mentionAt(text: string, caret: number): { start: number; prefix: string } | null {
	const match = /(?:^|[^\p{L}\p{N}_/@.+-])@([\p{L}\p{N}_][\p{L}\p{N}_.-]{0,47})$/u.exec(
		text.slice(0, caret)
	);
	const prefix = match?.[1];
	return prefix ? { start: caret - prefix.length - 1, prefix } : null;
}

/** The text with the mention completed, and where the caret goes. */
export function withMention(
	text: string,
	mention: { start: number; prefix: string },
	username: string
): { text: string; caret: number } {
	const end = mention.start + 1 + mention.prefix.length;
	const after = text.slice(end);
	const space = after.startsWith(' ') ? '' : ' ';
	return {
		text: `${text.slice(0, mention.start)}@${username}${space}${after}`,
		caret: mention.start + 1 + username.length + 1
	};
}
