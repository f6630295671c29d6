/** How words lie on the plane: in lines, at a size of their own. */

export interface Lettering {
	lines: readonly string[];
	direction: 'ltr' | 'rtl';
	width: number;
	height: number;
}

export const letterSize = 17;
export const lineHeight = 24;
const widest = 320;
const mostLines = 12;

const sizeStep = 1.04;
/** The first letter decides; these blocks hold Hebrew, Arabic and their neighbours. */
const fromTheRight = /^\P{L}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/**
 * In pixels at a zoom, in steps of four in a hundred. While one zooms, letters of ever new sizes
 * would be cut anew for every frame, which takes more than all the rest of it.
 */
export function sizeAt(zoom: number): number {
	return letterSize * sizeStep ** Math.round(Math.log(zoom) / Math.log(sizeStep));
}

/** `widthOf` measures a text at the size of letters. */
export function lettered(text: string, widthOf: (text: string) => number): Lettering {
	const all = linesOf(text, widthOf);
	const lines = all.slice(0, mostLines);
	const last = lines.at(-1);
	if (all.length > mostLines && last !== undefined) lines[mostLines - 1] = `${last}…`;
	return {
		lines,
		direction: fromTheRight.test(text) ? 'rtl' : 'ltr',
		width: Math.max(0, ...lines.map(widthOf)),
		height: lines.length * lineHeight
	};
}

function linesOf(text: string, widthOf: (text: string) => number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (widthOf(longer) <= widest) {
			line = longer;
			continue;
		}
		if (line !== '') lines.push(line);
		line = word;
		while (widthOf(line) > widest) {
			const fits = lettersThatFit(line, widthOf);
			lines.push(fits);
			line = line.slice(fits.length);
		}
	}
	return [...lines, line];
}

/** As much of one long word as fits on a line, and at least a letter of it. */
function lettersThatFit(word: string, widthOf: (text: string) => number): string {
	const letters = [...word];
	let [fits, tooMany] = [1, letters.length];
	while (tooMany - fits > 1) {
		const half = (fits + tooMany) >> 1;
		if (widthOf(letters.slice(0, half).join('')) <= widest) fits = half;
		else tooMany = half;
	}
	return letters.slice(0, fits).join('');
}
