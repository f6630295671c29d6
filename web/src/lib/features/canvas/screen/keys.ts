export type Intent =
	| { kind: 'pan'; dx: number; dy: number }
	| { kind: 'zoom'; factor: number }
	| { kind: 'middle' | 'write' | 'fit' | 'list' };

const step = 72;
const zoomStep = 1.25;

const directions: Record<string, readonly [number, number]> = {
	ArrowLeft: [1, 0],
	ArrowRight: [-1, 0],
	ArrowUp: [0, 1],
	ArrowDown: [0, -1]
};

/** What a key means on the plane; with shift, arrows go four times as far. */
export function intentOf(key: string, shift: boolean): Intent | null {
	const direction = directions[key];
	if (direction) {
		const [x, y] = direction;
		const far = shift ? step * 4 : step;
		return { kind: 'pan', dx: x * far, dy: y * far };
	}
	// Also where the key for capitals is held.
	switch (key.toLowerCase()) {
		case '+':
		case '=':
			return { kind: 'zoom', factor: zoomStep };
		case '-':
			return { kind: 'zoom', factor: 1 / zoomStep };
		case '0':
			return { kind: 'middle' };
		case 'enter':
			return { kind: 'write' };
		case 'f':
			return { kind: 'fit' };
		case 'l':
			return { kind: 'list' };
		default:
			return null;
	}
}
