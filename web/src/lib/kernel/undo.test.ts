import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from './toasts.svelte';
import { optimistically, Undo } from './undo';

let toasts: Toasts;

beforeEach(() => {
	vi.useFakeTimers();
	toasts = new Toasts();
});

afterEach(() => {
	vi.useRealTimers();
});

const words = () => ({ undo: 'Undo', explain: () => 'That did not work.' });

describe('an act that can be taken back', () => {
	function defer(commit = vi.fn(async () => {})) {
		const undo = vi.fn();
		const keeper = new Undo(toasts, words);
		keeper.defer({ text: 'Invite revoked', undo, commit });
		return { keeper, undo, commit };
	}

	it('happens once nobody has changed their mind', () => {
		const { undo, commit } = defer();
		vi.advanceTimersByTime(6_000);
		expect(commit).toHaveBeenCalledOnce();
		expect(undo).not.toHaveBeenCalled();
		expect(toasts.entries).toEqual([]);
	});

	it('never happens when it is taken back', () => {
		const { undo, commit } = defer();
		toasts.entries[0]?.action?.run();
		vi.advanceTimersByTime(60_000);
		expect(undo).toHaveBeenCalledOnce();
		expect(commit).not.toHaveBeenCalled();
	});

	it('happens at once when the page is left, and only once', () => {
		const { keeper, commit } = defer();
		keeper.flush();
		vi.advanceTimersByTime(60_000);
		expect(commit).toHaveBeenCalledOnce();
	});

	it('comes back with an explanation when it fails', async () => {
		const { undo } = defer(vi.fn(() => Promise.reject(new Error('no'))));
		await vi.advanceTimersByTimeAsync(6_000);
		expect(undo).toHaveBeenCalledOnce();
		expect(toasts.entries.map((entry) => entry.text)).toEqual(['That did not work.']);
	});
});

describe('an act that shows before it is confirmed', () => {
	function act(call: () => Promise<unknown>, takeBack = vi.fn()) {
		const explain = () => 'That did not work.';
		const change = vi.fn(() => takeBack);
		return { change, takeBack, run: () => optimistically({ change, call, explain, toasts }) };
	}

	it('stays when the server agrees', async () => {
		const { run, takeBack } = act(async () => {});
		expect(await run()).toBe(true);
		expect(takeBack).not.toHaveBeenCalled();
	});

	it('is taken back with an explanation when it does not', async () => {
		const { run, takeBack } = act(() => Promise.reject(new Error('no')));
		expect(await run()).toBe(false);
		expect(takeBack).toHaveBeenCalledOnce();
		expect(toasts.entries[0]).toMatchObject({ tone: 'danger', text: 'That did not work.' });
	});
});

describe('toasts', () => {
	it('go by themselves, later when they can be acted on', () => {
		toasts.show({ text: 'Saved' });
		toasts.show({ text: 'Gone', action: { label: 'Undo', run: () => {} } });
		vi.advanceTimersByTime(5_000);
		expect(toasts.entries.map((entry) => entry.text)).toEqual(['Gone']);
		vi.advanceTimersByTime(4_000);
		expect(toasts.entries).toEqual([]);
	});

	it('wait while somebody reads them', () => {
		const id = toasts.show({ text: 'Saved' });
		toasts.pause(id);
		vi.advanceTimersByTime(60_000);
		expect(toasts.entries).toHaveLength(1);
		toasts.resume(id);
		vi.advanceTimersByTime(5_000);
		expect(toasts.entries).toEqual([]);
	});

	it('are never more than three', () => {
		for (const text of ['1', '2', '3', '4']) toasts.show({ text });
		expect(toasts.entries.map((entry) => entry.text)).toEqual(['2', '3', '4']);
	});
});
