/**
 * From what is typed down to what was found and back: arrows step, Enter opens, Escape returns.
 * The keys that every list has work besides.
 */
export function walksResults(input: () => HTMLInputElement | null) {
	return (element: HTMLElement) => {
		const rows = () => [...element.querySelectorAll<HTMLElement>('[data-row]')];

		function walk(event: KeyboardEvent) {
			const { target } = event;
			if (event.defaultPrevented || !(target instanceof HTMLElement)) return;
			const all = rows();
			const at = all.findIndex((row) => row.contains(target));
			if (at === -1 && target !== input()) return;
			if (event.key === 'ArrowDown') go(all[at + 1]);
			else if (event.key === 'ArrowUp' && at >= 0) go(at === 0 ? input() : all[at - 1]);
			else if (event.key === 'Escape' && at >= 0) go(input());
			else if (event.key === 'Enter' && target.matches('[data-row]')) {
				target.querySelector<HTMLElement>('[data-opens], a[href]')?.click();
			} else return;
			event.preventDefault();
		}

		function go(to: HTMLElement | null | undefined) {
			to?.focus({ preventScroll: true });
			to?.scrollIntoView({ block: 'nearest' });
		}

		element.addEventListener('keydown', walk);
		return () => element.removeEventListener('keydown', walk);
	};
}
