import { crc32, deflateSync } from 'node:zlib';

/** A plain square as a PNG, eight by eight in grey, as somebody would choose it. */
export function picture(name: string): { name: string; mimeType: string; buffer: Buffer } {
	const side = 8;
	const rows = Buffer.alloc(side * (side + 1), 160);
	for (let row = 0; row < side; row += 1) rows[row * (side + 1)] = 0;
	const header = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 0, 0, 0, 0]);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const buffer = Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0))
	]);
	return { name, mimeType: 'image/png', buffer };
}

function chunk(name: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(name, 'ascii'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}
