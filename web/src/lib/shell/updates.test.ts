import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchForUpdates } from './updates';

vi.mock('$app/env', () => ({ dev: false }));

const register = vi.fn(() => new Promise(() => {}));

beforeEach(() => {
	vi.useFakeTimers();
	register.mockClear();
	vi.stubGlobal('navigator', { serviceWorker: { register } });
	vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 100));
});

afterEach(() => vi.useRealTimers());

describe('the service worker', () => {
	it('is fetched when the first view is over', () => {
		vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
		watchForUpdates(() => {});
		vi.advanceTimersByTime(60_000);
		expect(register).not.toHaveBeenCalled();

		dispatchEvent(new Event('load'));
		expect(register).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1_100);
		expect(register).toHaveBeenCalledOnce();
	});

	it('is left alone by a page that is gone before', () => {
		const stop = watchForUpdates(() => {});
		stop();
		vi.advanceTimersByTime(60_000);
		expect(register).not.toHaveBeenCalled();
	});
});
