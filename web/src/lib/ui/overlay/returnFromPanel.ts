/**
 * Where the focus goes when a panel closes: to what opened it, or to what stands for the same thing
 * by now, where that was made anew; else to the heading above. Whoever uses a keyboard would
 * otherwise begin again at the top of the page. A list that is read anew may come a little later, so
 * this goes on for as long as nobody has gone elsewhere.
 */

interface Way {
	/** Another page has its own beginning. */
	page: string;
	opener: HTMLElement;
	/** What it stood in, the nearest first. */
	around: readonly Element[];
	/** The key of its row in a list; null outside of one. */
	row: string | null;
	likeness: string;
	/** Whether nothing else was called like it. */
	only: boolean;
}

/** To be spread on the content of a panel. */
export function returning() {
	let way: Way | null = null;
	let leave = () => {};

	return {
		onOpenAutoFocus(): void {
			leave();
			const opener = whatOpened();
			way = opener && wayTo(opener);
		},
		onCloseAutoFocus(event: Event): void {
			if (!way || way.page !== location.pathname) return;
			event.preventDefault();
			leave = stay(way);
		}
	};
}

/** An entry of a menu goes with the menu; what opened that is still there. */
function whatOpened(): HTMLElement | null {
	const { activeElement } = document;
	if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return null;
	const menu = activeElement.closest<HTMLElement>('[data-opened-by]');
	return document.getElementById(menu?.dataset['openedBy'] ?? '') ?? activeElement;
}

function wayTo(opener: HTMLElement): Way {
	const around: Element[] = [];
	for (let above = opener.parentElement; above; above = above.parentElement) around.push(above);
	const likeness = likenessOf(opener);
	const only = alike(document.body, opener.tagName, likeness).length === 1;
	const row = opener.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null;
	return { page: location.pathname, opener, around, row, likeness, only };
}

/** Gives the focus, and again where what has it goes away or what was missing comes. */
function stay(way: Way): () => void {
	let giving = false;
	let held: HTMLElement | null = null;

	function give() {
		giving = true;
		held = firstToTakeFocus(placesFor(way));
		giving = false;
	}

	function look() {
		if (location.pathname !== way.page) return leave();
		const wanted = standIn(way);
		if (held?.isConnected && (!wanted || wanted === held)) return;
		give();
	}

	function moved({ target }: Event) {
		if (!giving && target !== held) leave();
	}

	const changes = new MutationObserver(look);
	function leave() {
		changes.disconnect();
		document.removeEventListener('focusin', moved, true);
		document.removeEventListener('pointerdown', leave, true);
	}

	give();
	changes.observe(document.body, { childList: true, subtree: true });
	document.addEventListener('focusin', moved, true);
	document.addEventListener('pointerdown', leave, true);
	return leave;
}

function* placesFor(way: Way): Generator<HTMLElement> {
	const wanted = standIn(way);
	if (wanted) yield wanted;
	const row = rowOf(way);
	if (row) yield row;
	yield* headingsAbove(way);
}

/** What stands for the same thing now. */
function standIn(way: Way): HTMLElement | null {
	const { likeness, only, opener, row } = way;
	if (opener.isConnected) return opener;
	if (row !== null) {
		const there = rowOf(way);
		if (!there || opener.matches('[data-row]')) return there;
		return theOne(alike(there, opener.tagName, likeness)) ?? there;
	}
	return only ? theOne(alike(homeOf(way), opener.tagName, likeness)) : null;
}

function rowOf(way: Way): HTMLElement | null {
	if (way.row === null) return null;
	const rows = [...homeOf(way).querySelectorAll<HTMLElement>('[data-row]')];
	return rows.find(({ dataset }) => dataset['row'] === way.row) ?? null;
}

/** The nearest that is still there of all that the opener stood in. */
function homeOf({ around }: Way): Element {
	return around.find((one) => one.isConnected) ?? document.body;
}

/** From the nearest on, none of another row or panel; in the end the page's own part. */
function* headingsAbove({ around }: Way): Generator<HTMLElement> {
	const main = document.querySelector('main');
	for (const one of around) {
		if (!one.isConnected) continue;
		for (const heading of one.querySelectorAll<HTMLElement>('h1, h2, h3')) {
			const apart = heading.closest('[data-row], [role="dialog"], [role="alertdialog"]');
			if (apart && !apart.contains(one)) continue;
			if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
			yield heading;
		}
	}
	if (main) yield main;
}

function alike(within: Element, tag: string, likeness: string): HTMLElement[] {
	return [...within.querySelectorAll<HTMLElement>(tag)].filter(
		(one) => likenessOf(one) === likeness
	);
}

/** What it is called and where it leads. */
function likenessOf(element: HTMLElement): string {
	const name = element.getAttribute('aria-label') ?? element.textContent.trim();
	return `${element.getAttribute('role') ?? ''} ${element.getAttribute('href') ?? ''} ${name}`;
}

function theOne(found: readonly HTMLElement[]): HTMLElement | null {
	return found.length === 1 ? (found[0] ?? null) : null;
}

/** What is disabled or hidden takes none. */
function firstToTakeFocus(places: Iterable<HTMLElement>): HTMLElement | null {
	for (const place of places) {
		place.focus({ preventScroll: true });
		if (document.activeElement === place) return place;
	}
	return null;
}
