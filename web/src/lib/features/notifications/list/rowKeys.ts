import { tick } from 'svelte';
import type { NotificationsStore } from '../store.svelte';
import type { Notification } from '../wire';

/** What keys do with the notification that has the focus. */
export function rowKeys(list: () => HTMLElement | null, store: NotificationsStore) {
	const rows = () => [...(list()?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
	const focused = () => rows().findIndex((row) => row.contains(document.activeElement));

	return {
		onFocused(act: (notification: Notification) => void): void {
			const row = rows()[focused()];
			const id = row?.querySelector<HTMLElement>('[data-notification]')?.dataset['notification'];
			const notification = id ? store.shown(id) : null;
			if (notification) act(notification);
		},

		/** The next one has the focus afterwards, so that the keys go on from there. */
		steppingOn(act: () => void): void {
			const at = focused();
			act();
			void tick().then(() => (rows()[at] ?? rows().at(-1))?.focus());
		},

		/** Enter on the row itself; on a button inside it, Enter presses the button. */
		opensByEnter(element: HTMLElement): () => void {
			const open = (event: KeyboardEvent) => {
				if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
				if (!event.target.matches('[data-row]')) return;
				event.target.querySelector<HTMLElement>('[data-opens]')?.click();
			};
			element.addEventListener('keydown', open);
			return () => element.removeEventListener('keydown', open);
		}
	};
}
