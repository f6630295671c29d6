import { farthest, within, zooms, type View } from './view';

/** A view as it stands behind the `#` of the address, precise to what an eye could tell. */
export function hashOf({ x, y, zoom }: View): string {
	return `#${round(x, 2)},${round(y, 2)},${round(zoom, 3)}`;
}

/** The place that an address names; a zoom may be left out. */
export function viewOf(hash: string): View | null {
	const parts = hash.replace(/^#/, '').split(',');
	if (parts.length < 2 || parts.length > 3 || parts.some((part) => part.trim() === '')) return null;
	const [x, y, zoom = 1] = parts.map(Number);
	if (x === undefined || y === undefined || ![x, y, zoom].every(Number.isFinite)) return null;
	if (Math.abs(x) > farthest || Math.abs(y) > farthest || zoom <= 0) return null;
	return within({ x, y, zoom: Math.min(zooms.most, zoom) });
}

function round(value: number, digits: number): number {
	// Adding nothing turns the negative zero into the usual one.
	return Number(value.toFixed(digits)) + 0;
}
