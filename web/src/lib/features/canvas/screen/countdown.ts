/** So few bytes are left that whoever listens should hear of it; the last is for too many. */
const marks = [-1, 20, 100];

/**
 * The mark that was passed, or null while there is room. A count that is spoken at each key would
 * drown what is being written; it is spoken when this changes.
 */
export function markAt(left: number): number | null {
	return marks.find((mark) => left <= mark) ?? null;
}
