import type { News } from './carrier';

/** What the tabs and the service worker of one browser tell each other. */
export type Word =
	| { kind: 'news'; member: string; news: News }
	/** Somebody signed in; whoever shows another member's page shows it no longer. */
	| { kind: 'seated'; member: string }
	| { kind: 'left' };

export interface Line {
	say(word: Word): void;
	hear(listener: (word: Word) => void): void;
}

export function openLine(): Line {
	// Absent in very old browsers only; each tab then learns from the server.
	if (!('BroadcastChannel' in globalThis)) return { say: () => {}, hear: () => {} };
	const channel = new BroadcastChannel('longhouse');
	return {
		say: (word) => channel.postMessage(word),
		hear: (listener) => {
			channel.addEventListener('message', ({ data }) => listener(data as Word));
		}
	};
}
