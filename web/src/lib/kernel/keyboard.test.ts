import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Keyboard, type Shortcut } from './keyboard.svelte';

let keyboard: Keyboard;

function bound(keys: string, more: Partial<Shortcut> = {}) {
	const run = vi.fn();
	const unbind = keyboard.bind({ keys, label: () => keys, run, ...more });
	return { run, unbind };
}

function press(key: string, init: KeyboardEventInit & { on?: HTMLElement } = {}) {
	const { on = document.body, ...rest } = init;
	on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...rest }));
}

const handle = (event: KeyboardEvent) => keyboard.handle(event);

beforeEach(() => {
	vi.useFakeTimers();
	keyboard = new Keyboard();
	document.addEventListener('keydown', handle);
});

afterEach(() => {
	document.removeEventListener('keydown', handle);
	document.body.innerHTML = '';
	vi.useRealTimers();
});

describe('the keyboard', () => {
	it('runs what a single key is bound to', () => {
		const search = bound('/');
		press('/');
		expect(search.run).toHaveBeenCalledOnce();
	});

	it('runs a chord of two keys pressed in turn', () => {
		const home = bound('g h');
		press('g');
		press('h');
		expect(home.run).toHaveBeenCalledOnce();
	});

	it('forgets the first key of a chord after a while', () => {
		const home = bound('g h');
		press('g');
		vi.advanceTimersByTime(1_500);
		press('h');
		expect(home.run).not.toHaveBeenCalled();
	});

	it('takes the second key for itself when it completes no chord', () => {
		bound('g h');
		const next = bound('j');
		press('g');
		press('j');
		expect(next.run).toHaveBeenCalledOnce();
	});

	it('leaves keys alone while somebody types', () => {
		const search = bound('/');
		const input = document.body.appendChild(document.createElement('input'));
		press('/', { on: input });
		expect(search.run).not.toHaveBeenCalled();
	});

	it('opens the palette even while somebody types', () => {
		const palette = bound('mod+k', { everywhere: true });
		const input = document.body.appendChild(document.createElement('textarea'));
		press('k', { on: input, ctrlKey: true });
		press('k', { on: input, metaKey: true });
		expect(palette.run).toHaveBeenCalledTimes(2);
	});

	it('keeps its hands off what lies behind a dialog', () => {
		const search = bound('/');
		document.body.innerHTML = '<div role="dialog"></div>';
		press('/');
		expect(search.run).not.toHaveBeenCalled();
	});

	it('does not take the browser its own keys', () => {
		const next = bound('r');
		press('r', { ctrlKey: true });
		press('r', { altKey: true });
		expect(next.run).not.toHaveBeenCalled();
	});

	it('lets the newest binding win, and the older return when it is gone', () => {
		const page = bound('j');
		const list = bound('j');
		press('j');
		list.unbind();
		press('j');
		expect([page.run.mock.calls.length, list.run.mock.calls.length]).toEqual([1, 1]);
	});

	it('knows a key that needs shift by what it writes', () => {
		const help = bound('?');
		press('?', { shiftKey: true });
		expect(help.run).toHaveBeenCalledOnce();
	});
});
