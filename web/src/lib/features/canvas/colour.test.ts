import { describe, expect, it } from 'vitest';
import { day, night } from './colour';

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

describe('the colour of an author', () => {
	it.each([
		['light', day],
		['dark', night]
	] as const)('can be read on %s paper, whatever its hue', (theme, [light, strong]) => {
		const paper = luminance(papers[theme].map((part) => ((part / 255 + 0.055) / 1.055) ** 2.4));
		for (let hue = 0; hue < 360; hue++) {
			expect(contrast(luminance(shown(light, strong, hue)), paper), `hue ${hue}`).toBeGreaterThan(
				4.5
			);
		}
	});
});
