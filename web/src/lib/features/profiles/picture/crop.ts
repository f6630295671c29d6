/** A piece of a picture, in the picture's own pixels. Its height follows from the shape. */
export interface Crop {
	x: number;
	y: number;
	width: number;
}

export interface Size {
	width: number;
	height: number;
}

export interface Shape {
	/** Width to height. */
	ratio: number;
	/** What is sent is never smaller, and never larger, than this; in pixels of width. */
	least: number;
	most: number;
	/** How few pixels of the picture may fill the frame: closer would only show their edges. */
	closest: number;
}

export const shapes = {
	avatar: { ratio: 1, least: 512, most: 1024, closest: 512 },
	banner: { ratio: 3, least: 1536, most: 1920, closest: 768 }
} as const satisfies Record<string, Shape>;

/** Pictures below this are refused, in both directions. */
export const leastSide = 512;

export function isLargeEnough({ height, width }: Size): boolean {
	return Math.min(width, height) >= leastSide;
}

/** As much as fits, from the middle. */
export function whole(picture: Size, shape: Shape): Crop {
	const width = widest(picture, shape);
	return {
		width,
		x: (picture.width - width) / 2,
		y: (picture.height - width / shape.ratio) / 2
	};
}

/** By pixels of the picture; it stops at the edges. */
export function move(crop: Crop, by: { x: number; y: number }, picture: Size, shape: Shape): Crop {
	return within({ ...crop, x: crop.x + by.x, y: crop.y + by.y }, picture, shape);
}

/** Closer by a factor above 1, further below; what lies at `at` (0 to 1 of the frame) stays there. */
export function zoom(
	crop: Crop,
	factor: number,
	picture: Size,
	shape: Shape,
	at = { x: 0.5, y: 0.5 }
): Crop {
	const width = clamp(crop.width / factor, narrowest(picture, shape), widest(picture, shape));
	const less = crop.width - width;
	return within(
		{ width, x: crop.x + less * at.x, y: crop.y + (less / shape.ratio) * at.y },
		picture,
		shape
	);
}

/** How close, from 0 (everything) to 1 (as close as allowed): what a slider shows. */
export function closeness(crop: Crop, picture: Size, shape: Shape): number {
	const [from, to] = [widest(picture, shape), narrowest(picture, shape)];
	return from === to ? 0 : Math.log(from / crop.width) / Math.log(from / to);
}

export function atCloseness(crop: Crop, value: number, picture: Size, shape: Shape): Crop {
	const [from, to] = [widest(picture, shape), narrowest(picture, shape)];
	const width = from * (to / from) ** clamp(value, 0, 1);
	return zoom(crop, crop.width / width, picture, shape);
}

/** Where the picture lies behind a frame of this width. */
export function placed(crop: Crop, picture: Size, frameWidth: number) {
	const scale = frameWidth / crop.width;
	return {
		left: -crop.x * scale,
		top: -crop.y * scale,
		width: picture.width * scale,
		height: picture.height * scale
	};
}

/** What is sent. */
export function outputSize(crop: Crop, shape: Shape): Size {
	// The shape is exact because the width is made from a whole number of rows.
	const height = Math.round(clamp(crop.width, shape.least, shape.most) / shape.ratio);
	return { width: height * shape.ratio, height };
}

/** Whether it has to be drawn larger than it is. */
export function isSoft(crop: Crop, shape: Shape): boolean {
	return Math.round(crop.width) < shape.least;
}

function widest(picture: Size, { ratio }: Shape): number {
	return Math.min(picture.width, picture.height * ratio);
}

function narrowest(picture: Size, shape: Shape): number {
	return Math.min(shape.closest, widest(picture, shape));
}

function within(crop: Crop, picture: Size, { ratio }: Shape): Crop {
	return {
		width: crop.width,
		x: clamp(crop.x, 0, picture.width - crop.width),
		y: clamp(crop.y, 0, picture.height - crop.width / ratio)
	};
}

function clamp(value: number, from: number, to: number): number {
	return Math.min(Math.max(value, from), Math.max(from, to));
}
