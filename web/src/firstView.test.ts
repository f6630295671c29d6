// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

/**
 * What a browser has to fetch before a page is seen, counted in the files of the last build:
 * the scripts that the document names, those that `ahead.js` names for the path, and all that
 * these import. What is imported later, at a press or at rest, is not part of it.
 */
const built = join(import.meta.dirname, '../../server/src/longhouse/web/');
const limit = 150_000;

describe.runIf(existsSync(`${built}ahead.js`))('the script of a first view', () => {
	it.each([
		'/',
		'/sections/music',
		'/posts/1',
		'/@anna',
		'/@anna/posts',
		'/friends',
		'/people',
		'/notifications',
		'/search',
		'/settings/profile',
		'/sign-in'
	])('%s stays under 150 KB', (path) => {
		const files = scriptsOf(path);
		const sizes = files.map((file) => [sizeOf(file), file] as const).sort(([a], [b]) => b - a);
		const sum = sizes.reduce((total, [size]) => total + size, 0);
		expect(sum, sizes.map(([size, file]) => `${size} ${file}`).join('\n')).toBeLessThan(limit);
	});

	it('holds the frame and the page, and not what a dialog needs', () => {
		const script = scriptsOf('/sections/music').map(read).join('\n');
		expect(script).toContain('main_navigation');
		expect(script).toContain('data-post');
		expect(script).not.toContain('one-time-code');
		expect(script).not.toContain('image/*,video/*,audio/*');
		expect(script).not.toContain('Bitte lade die Seite neu');
	});

	it('brings the texts of another language along in one file', () => {
		const inEnglish = aheadOf('/sections/music', ['en-GB', 'de']);
		const inGerman = aheadOf('/sections/music', ['xx', 'de-AT', 'en']);
		const words = inGerman.filter((file) => !inEnglish.includes(file));
		expect(words).toHaveLength(1);
		for (const text of ['Noch einmal', 'Bitte lade die Seite neu', 'Gemeinschaft', 'Zum Inhalt']) {
			expect(read(words[0] ?? '')).toContain(text);
		}
	});
});

describe.runIf(existsSync(`${built}ahead.js`))('the program', () => {
	it('is not read before it is told which build it is', () => {
		const start = /import\("\/([\w./-]*\/start\.[\w-]+\.js)"\)/.exec(read('index.html'))?.[1];
		const before = new Set<string>();
		follow(start ?? '', before);
		expect(before.size).toBeGreaterThan(1);
		expect([...before].map(read).join('\n')).not.toContain('version.json');
	});
});

function scriptsOf(path: string): string[] {
	const document = read('index.html');
	const named = [...document.matchAll(/(?:href|src|import\()=?"?\(?"?\/([\w./-]+\.js)"/g)];
	const begin = [...named.map(([, file]) => file ?? ''), ...aheadOf(path)];
	const found = new Set<string>();
	for (const file of begin) follow(file, found);
	return [...found];
}

/** What `ahead.js` asks for, learned by letting it run. */
function aheadOf(path: string, languages = ['en']): string[] {
	const asked: string[] = [];
	const document = {
		createElement: () => ({ href: '' }),
		head: { append: (link: { href: string }) => asked.push(link.href.slice(1)) }
	};
	new Function('document', 'location', 'navigator', read('ahead.js'))(
		document,
		{ pathname: path },
		{ languages }
	);
	return asked;
}

function follow(file: string, found: Set<string>): void {
	if (found.has(file)) return;
	found.add(file);
	for (const [, to] of read(file).matchAll(/(?:from|import)\s*["'`](\.[\w./-]+\.js)["'`]/g)) {
		follow(new URL(to ?? '', `https://house/${file}`).pathname.slice(1), found);
	}
}

function read(file: string): string {
	return readFileSync(built + file, 'utf-8');
}

function sizeOf(file: string): number {
	return gzipSync(readFileSync(built + file)).length;
}
