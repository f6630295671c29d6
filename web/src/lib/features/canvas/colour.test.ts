import { describe, expect, it } from 'vitest';
import { day, growingOpacity, night } from './colour';

const papers = { light: [0xfa, 0xf8, 0xf4], dark: [0x17, 0x15, 0x13] } as const;

/** Linear parts of red, green and blue, as far as a screen can show them. */
function shown(light: number, strong: number, hue: number): number[] {
	const [a, b] = [
		strong * Math.cos((hue * Math.PI) / 180),
		strong * Math.sin((hue * Math.PI) / 180)
	];
	const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
	].map((part) => Math.min(1, Math.max(0, part)));
}

function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
	return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Mixed as screens mix it, in the parts as they are written down. */
function over(ink: readonly number[], paper: readonly number[], opacity: number): number[] {
	return ink.map((part, index) => {
		const written = part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
		const ground = (paper[index] ?? 0) / 255;
		return ((opacity * written + (1 - opacity) * ground + 0.055) / 1.055) ** 2.4;
	});
}

describe('the colour of an author', () => {
	it.each([
		['said', 'light', day, 1],
		['said', 'dark', night, 1],
		['growing', 'light', day, growingOpacity],
		['growing', 'dark', night, growingOpacity]
	] as const)(
		'can be read where it is %s on %s paper, whatever its hue',
		(_state, theme, [light, strong], opacity) => {
			const paper = papers[theme];
			const ground = luminance(over([0, 0, 0], paper, 0));
			for (let hue = 0; hue < 360; hue++) {
				const ink = luminance(over(shown(light, strong, hue), paper, opacity));
				expect(contrast(ink, ground), `hue ${hue}`).toBeGreaterThan(4.5);
			}
		}
	);
});
