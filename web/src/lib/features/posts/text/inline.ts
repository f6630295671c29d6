export type Inline =
	| { kind: 'text'; text: string }
	| { kind: 'strong' | 'em' | 'strike'; children: Inline[] }
	| { kind: 'code'; text: string }
	| { kind: 'link'; href: string; children: Inline[] }
	| { kind: 'mention'; username: string }
	| { kind: 'tag'; tag: string }
	| { kind: 'break' };

/** Deeper nesting is text: nobody means it, and somebody could use it to make a page slow. */
const deepest = 6;
const longestHref = 2048;

const link = /\[([^[\]\n]{1,500})\]\((https?:\/\/[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)\)/iy;
const address = /https?:\/\/[^\s<>"]+/iy;
/** The same names as the server reads, so that whoever stands out has been told. */
const mention = /@([a-z0-9_-]{3,32})(?![\p{L}\p{N}_@-])(?!\.[\p{L}\p{N}_]+@)/iuy;
const tag = /#([\p{L}\p{N}_]{1,50})/uy;
const marks = [
	{ mark: '**', kind: 'strong' },
	{ mark: '__', kind: 'strong' },
	{ mark: '~~', kind: 'strike' },
	{ mark: '*', kind: 'em' },
	{ mark: '_', kind: 'em' }
] as const;

/** Text of one block. Only what is listed here is ever more than text; HTML never is. */
export function parseInline(text: string, depth = 0): Inline[] {
	const nodes: Inline[] = [];
	let plain = '';
	let at = 0;
	const put = (node: Inline) => {
		if (plain) nodes.push({ kind: 'text', text: plain });
		plain = '';
		nodes.push(node);
	};

	while (at < text.length) {
		const found = depth < deepest ? parseAt(text, at, depth) : null;
		if (found) {
			put(found.node);
			at = found.end;
		} else if (text[at] === '\\' && /[\\*_~`[\]@#]/.test(text[at + 1] ?? '')) {
			plain += text[at + 1];
			at += 2;
		} else if (text[at] === '\n') {
			put({ kind: 'break' });
			at += 1;
		} else {
			plain += text[at];
			at += 1;
		}
	}
	if (plain) nodes.push({ kind: 'text', text: plain });
	return nodes;
}

interface Found {
	node: Inline;
	end: number;
}

function parseAt(text: string, at: number, depth: number): Found | null {
	const letter = text[at] ?? '';
	const before = text[at - 1] ?? '';
	if (letter === '`') return parseCode(text, at);
	if (letter === '[') return parseLink(text, at, depth);
	if ((letter === 'h' || letter === 'H') && !isWord(before)) return parseAddress(text, at);
	if (letter === '@' && !isWord(before) && !'@./+-'.includes(before || ' ')) {
		const username = matchAt(mention, text, at)?.[1];
		if (username) return { node: { kind: 'mention', username }, end: at + 1 + username.length };
	}
	if (letter === '#' && !isWord(before) && before !== '&') {
		const match = matchAt(tag, text, at);
		if (match?.[1] && /\D/.test(match[1])) {
			return { node: { kind: 'tag', tag: match[1] }, end: at + match[0].length };
		}
	}
	return '*_~'.includes(letter) ? parseMark(text, at, depth) : null;
}

function parseCode(text: string, at: number): Found | null {
	const end = text.indexOf('`', at + 1);
	const inner = text.slice(at + 1, end);
	if (end === -1 || inner === '' || inner.includes('\n')) return null;
	return { node: { kind: 'code', text: inner }, end: end + 1 };
}

function parseLink(text: string, at: number, depth: number): Found | null {
	const match = matchAt(link, text, at);
	if (!match?.[1] || !match[2]) return null;
	const href = safeHref(match[2]);
	if (!href) return null;
	// A link inside a link's text would let the words say one address and lead to another.
	const children = parseInline(match[1], depth + 1).filter((node) => node.kind !== 'link');
	return { node: { kind: 'link', href, children }, end: at + match[0].length };
}

function parseAddress(text: string, at: number): Found | null {
	const match = matchAt(address, text, at);
	if (!match) return null;
	const shown = trimAddress(match[0]);
	const href = safeHref(shown);
	if (!href) return null;
	return {
		node: { kind: 'link', href, children: [{ kind: 'text', text: shorten(shown) }] },
		end: at + shown.length
	};
}

function parseMark(text: string, at: number, depth: number): Found | null {
	for (const { mark, kind } of marks) {
		if (!text.startsWith(mark, at)) continue;
		const start = at + mark.length;
		if (/\s|^$/.test(text[start] ?? '')) continue;
		// Inside a word an underscore is a letter: snake_case stays as it is.
		if (mark[0] === '_' && isWord(text[at - 1] ?? '')) continue;
		const end = closing(text, mark, start);
		if (end === -1) continue;
		return {
			node: { kind, children: parseInline(text.slice(start, end), depth + 1) },
			end: end + mark.length
		};
	}
	return null;
}

function closing(text: string, mark: string, start: number): number {
	const horizon = Math.min(text.length, start + 2_000);
	for (let end = text.indexOf(mark, start + 1); end !== -1 && end < horizon;) {
		const tight = !/\s/.test(text[end - 1] ?? ' ');
		const single = mark.length === 2 || (text[end + 1] !== mark && text[end - 1] !== mark);
		const word = mark[0] === '_' && isWord(text[end + mark.length] ?? '');
		if (tight && single && !word) return end;
		end = text.indexOf(mark, end + 1);
	}
	return -1;
}

/** The addresses in a text, in order, each once. Longer ones are words to the house. */
export function addressesIn(text: string): string[] {
	const found = new Set<string>();
	const visit = (nodes: Inline[]): void => {
		for (const node of nodes) {
			if (node.kind === 'link') {
				if (node.href.length <= longestHref) found.add(node.href);
			} else if ('children' in node) visit(node.children);
		}
	};
	visit(parseInline(text));
	return [...found];
}

/** Only the web is linked to: no scripts, no files, no data. */
export function safeHref(text: string): string | null {
	try {
		const url = new URL(text);
		if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
		return url.username || url.password ? null : url.href;
	} catch {
		return null;
	}
}

/** A full stop after an address ends the sentence, and a bracket closes the one before it. */
function trimAddress(text: string): string {
	let shown = text.replace(/[.,;:!?'*_~]+$/, '');
	while (shown.endsWith(')') && count(shown, ')') > count(shown, '(')) {
		shown = shown.slice(0, -1).replace(/[.,;:!?]+$/, '');
	}
	return shown;
}

function shorten(address: string): string {
	const bare = address.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
	return bare.length > 48 ? `${bare.slice(0, 47)}…` : bare;
}

function count(text: string, letter: string): number {
	return text.split(letter).length - 1;
}

function isWord(letter: string): boolean {
	return /[\p{L}\p{N}_]/u.test(letter);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}
