import { parseInline, type Inline } from './inline';

export type Block =
	| { kind: 'paragraph'; children: Inline[] }
	| { kind: 'code'; text: string }
	| { kind: 'quote'; blocks: Block[] }
	| { kind: 'list'; ordered: boolean; start: number; items: Inline[][] };

const fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/s;
const fenceEnd = /^ {0,3}(`{3,}|~{3,}) *$/;
const quote = /^> ?/;
const bullet = /^[-*•] +/;
const number = /^(\d{1,4})[.)] +/;
const deepest = 4;

/**
 * What a member wrote, as a tree to be drawn. There is no HTML anywhere on the way: what is not
 * in these few shapes is text, and text cannot do anything.
 */
export function parseBlocks(source: string, depth = 0): Block[] {
	const lines = source.replaceAll('\r', '').split('\n');
	const blocks: Block[] = [];
	let at = 0;

	const takeWhile = (pattern: RegExp): string[] => {
		const start = at;
		while (at < lines.length && pattern.test(lines[at] ?? '')) at += 1;
		return lines.slice(start, at);
	};

	while (at < lines.length) {
		const line = lines[at] ?? '';
		if (line.trim() === '') at += 1;
		else if (fence.test(line)) {
			const until = endOfCode(lines, at);
			blocks.push({ kind: 'code', text: lines.slice(at + 1, until).join('\n') });
			at = until + 1;
		} else if (quote.test(line) && depth < deepest) {
			const inner = takeWhile(quote).map((quoted) => quoted.replace(quote, ''));
			blocks.push({ kind: 'quote', blocks: parseBlocks(inner.join('\n'), depth + 1) });
		} else if (bullet.test(line) || number.test(line)) {
			const ordered = number.test(line);
			const pattern = ordered ? number : bullet;
			blocks.push({
				kind: 'list',
				ordered,
				start: Number(number.exec(line)?.[1] ?? 1),
				items: takeWhile(pattern).map((item) => parseInline(item.replace(pattern, '')))
			});
		} else {
			const start = at;
			while (at < lines.length && !endsParagraph(lines[at] ?? '', at > start, depth)) at += 1;
			blocks.push({ kind: 'paragraph', children: parseInline(lines.slice(start, at).join('\n')) });
		}
	}
	return blocks;
}

/** A fence ends at one of its own kind that is at least as long, or with the text. */
function endOfCode(lines: readonly string[], at: number): number {
	const begun = fence.exec(lines[at] ?? '')?.[1] ?? '```';
	const end = lines.findIndex(
		(line, index) => index > at && fenceEnd.exec(line)?.[1]?.startsWith(begun)
	);
	return end === -1 ? lines.length : end;
}

function endsParagraph(line: string, begun: boolean, depth: number): boolean {
	if (!begun) return false;
	if (line.trim() === '' || fence.test(line) || bullet.test(line)) return true;
	return number.test(line) || (quote.test(line) && depth < deepest);
}
