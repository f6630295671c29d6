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
const ticks = /`+/y;
const address = /https?:\/\/[^\s<>"]+/iy;
const mention = /@([A-Za-z0-9_-]{3,32})(?![\p{L}\p{N}_@-])(?!\.[\p{L}\p{N}_]+@)/uy;
const tag = /#([\p{L}\p{N}_]{1,50})(?![\p{L}\p{N}_#])/uy;
const marks = [
	{ mark: '**', kind: 'strong' },
	{ mark: '__', kind: 'strong' },
	{ mark: '~~', kind: 'strike' },
	{ mark: '*', kind: 'em' },
	{ mark: '_', kind: 'em' }
] as const;

/** Where each mark may end, found once for a text, however often the mark begins. */
type Ends = Map<string, number[]>;

/**
 * Text of one block. Only what is listed here is ever more than text; HTML never is. The server
 * reads by the same rules whom a text mentions (`posts/policy/reading.py`), so that whoever stands
 * out has been told: `shown.json` holds both to it.
 */
export function parseInline(text: string, depth = 0): Inline[] {
	const nodes: Inline[] = [];
	const ends: Ends = new Map();
	let plain = '';
	let at = 0;
	const put = (node: Inline) => {
		if (node.kind === 'text') {
			plain += node.text;
			return;
		}
		if (plain) nodes.push({ kind: 'text', text: plain });
		plain = '';
		nodes.push(node);
	};

	while (at < text.length) {
		const found = depth < deepest ? parseAt(text, at, depth, ends) : null;
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

function parseAt(text: string, at: number, depth: number, ends: Ends): Found | null {
	const letter = text[at] ?? '';
	const before = letterBefore(text, at);
	if (letter === '`') return parseCode(text, at);
	if (letter === '[') return parseLink(text, at, depth);
	if ((letter === 'h' || letter === 'H') && !isWord(before)) return parseAddress(text, at);
	if (letter === '@' && !isWord(before) && !'@./+-'.includes(before || ' ')) {
		const username = matchAt(mention, text, at)?.[1];
		if (username) return { node: { kind: 'mention', username }, end: at + 1 + username.length };
	}
	if (letter === '#' && !isWord(before) && !'#&/'.includes(before || ' ')) {
		const name = matchAt(tag, text, at)?.[1];
		if (name && /[^\p{Nd}_]/u.test(name.normalize('NFKC'))) {
			return { node: { kind: 'tag', tag: name }, end: at + 1 + name.length };
		}
	}
	return '*_~'.includes(letter) ? parseMark(text, at, depth, ends) : null;
}

/** Between two runs of backticks of one length; a run without its like is only itself. */
function parseCode(text: string, at: number): Found {
	const run = matchAt(ticks, text, at)?.[0] ?? '`';
	const start = at + run.length;
	const end = nextRun(text, run, start);
	if (end === -1) return { node: { kind: 'text', text: run }, end: start };
	const inner = text.slice(start, end).replaceAll('\n', ' ');
	// A space on either side keeps a backtick of the code apart from those around it.
	const bare = /^ (.*[^ ].*) $/.exec(inner)?.[1] ?? inner;
	return { node: { kind: 'code', text: bare }, end: end + run.length };
}

function nextRun(text: string, run: string, start: number): number {
	const runs = /`+/g;
	runs.lastIndex = start;
	for (let found = runs.exec(text); found; found = runs.exec(text)) {
		if (found[0] === run) return found.index;
	}
	return -1;
}

function parseLink(text: string, at: number, depth: number): Found | null {
	const match = matchAt(link, text, at);
	if (!match?.[1] || !match[2]) return null;
	const href = safeHref(match[2]);
	const end = at + match[0].length;
	if (!href) return { node: { kind: 'text', text: match[0] }, end };
	return { node: { kind: 'link', href, children: wordsOf(parseInline(match[1], depth + 1)) }, end };
}

/**
 * Words of a link lead where it leads: an address in them would say one thing and do another, and
 * nobody is mentioned in them.
 */
function wordsOf(nodes: Inline[]): Inline[] {
	return nodes.flatMap((node): Inline[] => {
		if (node.kind === 'link') return [];
		if (node.kind === 'mention') return [{ kind: 'text', text: `@${node.username}` }];
		if (node.kind === 'tag') return [{ kind: 'text', text: `#${node.tag}` }];
		return 'children' in node ? [{ ...node, children: wordsOf(node.children) }] : [node];
	});
}

function parseAddress(text: string, at: number): Found | null {
	const match = matchAt(address, text, at);
	if (!match) return null;
	const shown = trimAddress(match[0]);
	const href = safeHref(shown);
	const end = at + shown.length;
	if (!href) return { node: { kind: 'text', text: shown }, end };
	return { node: { kind: 'link', href, children: [{ kind: 'text', text: shorten(shown) }] }, end };
}

function parseMark(text: string, at: number, depth: number, ends: Ends): Found | null {
	for (const { mark, kind } of marks) {
		if (!text.startsWith(mark, at)) continue;
		const start = at + mark.length;
		if (/\s|^$/.test(text[start] ?? '')) continue;
		// Inside a word an underscore is a letter: snake_case stays as it is.
		if (mark[0] === '_' && isWord(letterBefore(text, at))) continue;
		const end = closing(text, mark, start, ends);
		if (end === -1) continue;
		return {
			node: { kind, children: parseInline(text.slice(start, end), depth + 1) },
			end: end + mark.length
		};
	}
	return null;
}

function closing(text: string, mark: string, start: number, ends: Ends): number {
	const left = ends.get(mark) ?? endsOf(text, mark);
	ends.set(mark, left);
	// One reads on and never back, so what lies behind is not asked for again.
	while ((left.at(-1) ?? Infinity) <= start) left.pop();
	return left.at(-1) ?? -1;
}

/** The last one first. */
function endsOf(text: string, mark: string): number[] {
	const ends: number[] = [];
	for (let end = text.indexOf(mark, 1); end !== -1; end = text.indexOf(mark, end + 1)) {
		const tight = !/\s/.test(text[end - 1] ?? ' ');
		const single = mark.length === 2 || (text[end + 1] !== mark && text[end - 1] !== mark);
		const word = mark[0] === '_' && isWord(letterAt(text, end + mark.length));
		if (tight && single && !word) ends.push(end);
	}
	return ends.reverse();
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
	let end = text.length;
	const dropAll = (letters: string) => {
		while (end > 0 && letters.includes(text[end - 1] ?? ' ')) end -= 1;
	};
	dropAll(".,;:!?'*_~");
	let spare = count(text.slice(0, end), ')') - count(text.slice(0, end), '(');
	for (; spare > 0 && text[end - 1] === ')'; spare -= 1) {
		end -= 1;
		dropAll('.,;:!?');
	}
	return text.slice(0, end);
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

/** Letters beyond the first 65,536 take two places. */
function letterBefore(text: string, at: number): string {
	const pair = text.slice(Math.max(0, at - 2), at);
	return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : (text[at - 1] ?? '');
}

function letterAt(text: string, at: number): string {
	const code = text.codePointAt(at);
	return code === undefined ? '' : String.fromCodePoint(code);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}
