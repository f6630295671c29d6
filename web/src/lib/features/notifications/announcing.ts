import type { Language, Toasts } from '$lib/kernel';
import { en } from './messages';
import { pathOf, sentenceOf, textOf } from './sentence';
import type { Notification } from './wire';

interface Where {
	toasts: Toasts;
	language: Language;
	/** What is being looked at. */
	path: string;
	goto: (path: string) => unknown;
}

const shownFor = 7_000;

/** Says in passing that one was mentioned, unless one is looking at it anyway. */
export function announce(mention: Notification, { goto, language, path, toasts }: Where): void {
	const there = pathOf(mention, '');
	if (path === '/notifications' || path === there.split('#')[0]) return;
	const words = language.translate('notifications', en);
	toasts.show({
		text: textOf(sentenceOf(mention, words)),
		ms: shownFor,
		action: { label: words.open, run: () => void goto(there) }
	});
}
