import { describe, expect, it } from 'vitest';
import { parseBlocks, type Block } from './blocks';
import { addressesIn, parseInline, safeHref, type Inline } from './inline';
import examples from './shown.json';

const text = (value: string) => ({ kind: 'text', text: value });

/** Who and what stands out in a text, as it is drawn. */
function shownIn(blocks: Block[]): { mentions: string[]; tags: string[] } {
	const mentions = new Set<string>();
	const tags = new Set<string>();
	const visit = (nodes: Inline[]): void => {
		for (const node of nodes) {
			if (node.kind === 'mention') mentions.add(node.username);
			else if (node.kind === 'tag') tags.add(node.tag);
			else if ('children' in node) visit(node.children);
		}
	};
	const walk = (inner: Block[]): void => {
		for (const block of inner) {
			if (block.kind === 'quote') walk(block.blocks);
			else if (block.kind === 'list') block.items.forEach(visit);
			else if (block.kind === 'paragraph') visit(block.children);
		}
	};
	walk(blocks);
	return { mentions: [...mentions], tags: [...tags] };
}

it.each(examples)('shows as mentioned whom the server tells: $text', ({ text, ...shown }) => {
	expect(shownIn(parseBlocks(text))).toEqual(shown);
});

describe('text within a line', () => {
	it.each([
		['**bold**', [{ kind: 'strong', children: [text('bold')] }]],
		['*so* it', [{ kind: 'em', children: [text('so')] }, text(' it')]],
		['~~no~~', [{ kind: 'strike', children: [text('no')] }]],
		['`a*b*`', [{ kind: 'code', text: 'a*b*' }]],
		['`` a`b ``', [{ kind: 'code', text: 'a`b' }]],
		['snake_case_name', [text('snake_case_name')]],
		['2 * 3 * 4', [text('2 * 3 * 4')]],
		['\\*plain\\*', [text('*plain*')]],
		['**not closed', [text('**not closed')]]
	])('%s', (source, nodes) => {
		expect(parseInline(source)).toEqual(nodes);
	});

	it('leaves HTML what it is: letters', () => {
		const source = '<img src=x onerror=alert(1)> <b>bold</b>';
		expect(parseInline(source)).toEqual([text(source)]);
	});

	it('finds who is mentioned, but not in an address or an e-mail', () => {
		const found = (source: string) =>
			parseInline(source).flatMap((node) => (node.kind === 'mention' ? [node.username] : []));
		expect(found('Ask @ana, @ben-o. and (@clara)')).toEqual(['ana', 'ben-o', 'clara']);
		expect(found('mail me@example.org')).toEqual([]);
		expect(found('https://example.org/@dora')).toEqual([]);
		expect(found('`@ed`')).toEqual([]);
	});

	it.each([
		['@abcdefghijklmnopqrstuvwxyz-12345', 'abcdefghijklmnopqrstuvwxyz-12345'],
		['@_ana_', '_ana_'],
		['@ana.And so on', 'ana'],
		['@ab', null],
		['@abcdefghijklmnopqrstuvwxyz-1234567', null],
		['@ana@example.org', null],
		['ana.@ben', null]
	])('reads names as the server does: %s', (source, name) => {
		const [node] = parseInline(source).filter(({ kind }) => kind === 'mention');
		expect(node && 'username' in node ? node.username : null).toBe(name);
	});

	it('takes a tag with a letter and leaves a mere number alone', () => {
		expect(parseInline('#bread')).toEqual([{ kind: 'tag', tag: 'bread' }]);
		expect(parseInline('#12')).toEqual([text('#12')]);
	});

	it('ends an address where the sentence ends', () => {
		expect(addressesIn('See https://example.org/a_(b). And (https://example.org/c)!')).toEqual([
			'https://example.org/a_(b)',
			'https://example.org/c'
		]);
	});

	it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://a:b@c.de/'])(
		'does not link to %s',
		(href) => {
			expect(safeHref(href)).toBeNull();
			expect(parseInline(`[here](${href})`).some((node) => node.kind === 'link')).toBe(false);
		}
	);

	it('has no link inside the words of a link', () => {
		const [node] = parseInline('[https://bank.example](https://thief.example)');
		expect(node).toMatchObject({ kind: 'link', href: 'https://thief.example/', children: [] });
	});

	it('is quick with what is meant to be slow', () => {
		const started = performance.now();
		for (const piece of ['*', '[a](', '**a ', '`a`', '`', 'http://x)', 'http://x.,', '_a *b ']) {
			parseInline(piece.repeat(Math.floor(10_000 / piece.length)));
		}
		expect(performance.now() - started).toBeLessThan(1_500);
	});
});

describe('blocks', () => {
	it('are paragraphs, lists, quotations and code', () => {
		const kinds = parseBlocks('One\ntwo\n\n- a\n- b\n\n> said\n> so\n\n```\nx **y**\n```');
		expect(kinds).toEqual([
			{ kind: 'paragraph', children: [text('One'), { kind: 'break' }, text('two')] },
			{ kind: 'list', ordered: false, start: 1, items: [[text('a')], [text('b')]] },
			{
				kind: 'quote',
				blocks: [{ kind: 'paragraph', children: [text('said'), { kind: 'break' }, text('so')] }]
			},
			{ kind: 'code', text: 'x **y**' }
		]);
	});

	it('keep the number that a list starts with', () => {
		expect(parseBlocks('3. c\n4. d')[0]).toMatchObject({ ordered: true, start: 3 });
	});

	it('quote no deeper than anyone reads', () => {
		expect(JSON.stringify(parseBlocks('>'.repeat(5_000))).length).toBeLessThan(20_000);
	});
});
