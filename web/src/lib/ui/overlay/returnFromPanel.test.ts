import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { returning } from './returnFromPanel';

const rows = (...names: string[]) =>
	names
		.map(
			(name) =>
				`<div data-row="${name}" tabindex="-1">
					<button aria-label="Open ${name}"></button><button>More</button>
				</div>`
		)
		.join('');

beforeEach(() => {
	document.body.innerHTML = `
		<nav><a href="/">Home</a></nav>
		<main>
			<h1>Members</h1>
			<section><h2>Waiting</h2><div id="list">${rows('ada', 'ben')}</div></section>
			<button id="make">Make</button>
		</main>
		<div role="dialog"><h2>Ben</h2><button id="close">Close</button></div>`;
});
afterEach(() => {
	document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
	document.body.innerHTML = '';
});

function one(selector: string): HTMLElement {
	const found = document.querySelector<HTMLElement>(selector);
	if (!found) throw new Error(`${selector} is not there`);
	return found;
}

const list = () => one('#list');
const openButton = (name: string) => one(`[aria-label="Open ${name}"]`);

/** Opens a panel from there; what it answers closes it. */
function openFrom(opener: HTMLElement): () => void {
	const focus = returning();
	opener.focus();
	focus.onOpenAutoFocus();
	one('#close').focus();
	return () => {
		focus.onCloseAutoFocus(new Event('close', { cancelable: true }));
	};
}

describe('when a panel closes', () => {
	it('what opened it has the focus', () => {
		const close = openFrom(one('#make'));
		close();
		expect(document.activeElement).toBe(one('#make'));
	});

	it('the same in the row that was made anew has it, or the row itself', () => {
		for (const within of ['', ' [aria-label]', ' :not([aria-label])']) {
			list().innerHTML = rows('ada', 'ben');
			const opener = `[data-row="ben"]${within}`;
			const close = openFrom(one(opener));
			list().innerHTML = rows('zoe', 'ben');
			close();
			expect(document.activeElement).toBe(one(opener));
		}
	});

	it('the heading above has it where the row is gone, and the row as soon as it comes', async () => {
		const close = openFrom(openButton('ben'));
		list().innerHTML = rows('ada');
		close();
		expect(document.activeElement).toBe(one('section h2'));
		list().innerHTML = rows('ada', 'ben');
		await vi.waitFor(() => expect(document.activeElement).toBe(openButton('ben')));
	});

	it('is told of what is taken away a little later', async () => {
		const close = openFrom(one('#make'));
		close();
		one('#make').remove();
		await vi.waitFor(() => expect(document.activeElement).toBe(one('h1')));
	});

	it('another button of the same name is not taken for it', () => {
		one('main').insertAdjacentHTML('beforeend', '<button>End</button><button>End</button>');
		const end = [...document.querySelectorAll<HTMLElement>('main > button')].at(-1);
		const close = openFrom(end ?? one('#make'));
		end?.remove();
		close();
		expect(document.activeElement).toBe(one('h1'));
	});

	it('whoever has gone elsewhere is left there', async () => {
		const close = openFrom(openButton('ben'));
		list().innerHTML = rows('ada');
		close();
		one('nav a').focus();
		const changed = new Promise<void>((resolve) => {
			new MutationObserver(() => resolve()).observe(list(), { childList: true });
		});
		list().innerHTML = rows('ada', 'ben');
		await changed;
		expect(document.activeElement).toBe(one('nav a'));
	});

	it('what opened the menu has it, not the entry that is gone with the menu', () => {
		one('main').insertAdjacentHTML('beforeend', '<button id="dots">More</button>');
		document.body.insertAdjacentHTML(
			'beforeend',
			'<div data-opened-by="dots"><a href="/rename">Rename</a></div>'
		);
		const close = openFrom(one('[data-opened-by] a'));
		one('[data-opened-by]').remove();
		close();
		expect(document.activeElement).toBe(one('#dots'));
	});
});
