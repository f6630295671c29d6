/** The same member has the same colour everywhere: in degrees of the colour circle. */
export function hueOf(id: string): number {
	return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
}
