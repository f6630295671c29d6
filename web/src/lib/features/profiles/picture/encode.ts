import { outputSize, type Crop, type Shape } from './crop';

/** What a picture of a profile may weigh. */
export const mostBytes = 2 * 1024 * 1024;

/** A file from which nothing can be drawn here. */
export class Undrawable extends Error {}

const qualities = [0.9, 0.82, 0.72, 0.6, 0.45];

/** A picture of this device, the right way up. */
export async function open(file: Blob): Promise<ImageBitmap> {
	try {
		return await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch (cause) {
		throw new Undrawable('The browser cannot draw this.', { cause });
	}
}

/** The piece as a file that fits: as good as the weight allows, in WebP where the browser can. */
export async function encode(picture: ImageBitmap, crop: Crop, shape: Shape): Promise<File> {
	const { height, width } = outputSize(crop, shape);
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const paper = canvas.getContext('2d');
	if (!paper) throw new Undrawable('There is no canvas.');
	// What is see-through would turn black in a format that knows no such thing.
	paper.fillStyle = '#fff';
	paper.fillRect(0, 0, width, height);
	paper.imageSmoothingQuality = 'high';
	paper.drawImage(
		picture,
		crop.x,
		crop.y,
		crop.width,
		crop.width / shape.ratio,
		0,
		0,
		width,
		height
	);
	return fitting(qualities.map((quality) => () => draw(canvas, quality)));
}

/** The first try that is light enough; each costs time, so they are made one after the other. */
export async function fitting(tries: (() => Promise<Blob>)[]): Promise<File> {
	for (const attempt of tries) {
		const blob = await attempt();
		if (blob.size <= mostBytes) {
			return new File([blob], blob.type === 'image/webp' ? 'picture.webp' : 'picture.jpg', {
				type: blob.type
			});
		}
	}
	throw new Undrawable('It does not become small enough.');
}

async function draw(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
	const webp = await blobOf(canvas, 'image/webp', quality);
	// A browser that cannot write WebP gives PNG instead, which is far too heavy for photographs.
	return webp?.type === 'image/webp' ? webp : must(await blobOf(canvas, 'image/jpeg', quality));
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
	return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}

function must(blob: Blob | null): Blob {
	if (!blob) throw new Undrawable('The canvas gives nothing.');
	return blob;
}
