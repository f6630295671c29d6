/**
 * The colour in which somebody writes. All hues are equally light, so that each can be read on
 * the paper of its theme.
 */
export function inkOf(hue: number, dark: boolean): string {
	const [light, strong] = dark ? night : day;
	return `oklch(${light} ${strong} ${hue})`;
}

/** Lightness and strength of colour. */
export const day = [0.45, 0.13] as const;
export const night = [0.8, 0.12] as const;

/** Words that still grow are a little paler, and can be read all the same. */
export const growingOpacity = 0.9;
