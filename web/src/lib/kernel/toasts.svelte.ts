import { createContext } from 'svelte';

export type ToastTone = 'neutral' | 'success' | 'danger';

export interface ToastRequest {
	tone?: ToastTone;
	text: string;
	action?: { label: string; run: () => void };
	/** How long it stays, where the usual is wrong. */
	ms?: number;
}

export interface ToastEntry extends ToastRequest {
	id: number;
	tone: ToastTone;
}

const atMost = 3;
const shownFor = 5_000;
/** What can be acted on stays longer: reading and deciding take time. */
const shownWithActionFor = 9_000;

/** Short words that pass: what was done, and what can still be taken back. */
export class Toasts {
	entries = $state.raw<ToastEntry[]>([]);

	#lastId = 0;
	#timers = new Map<number, ReturnType<typeof setTimeout>>();

	show(request: ToastRequest): number {
		const id = ++this.#lastId;
		this.entries = [...this.entries, { tone: 'neutral', ...request, id }];
		while (this.entries.length > atMost) this.dismiss(this.entries[0]?.id ?? id);
		this.resume(id);
		return id;
	}

	dismiss(id: number): void {
		this.pause(id);
		this.entries = this.entries.filter((entry) => entry.id !== id);
	}

	/** Under the pointer or with focus inside, a toast waits. */
	pause(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
	}

	resume(id: number): void {
		const entry = this.entries.find((candidate) => candidate.id === id);
		if (!entry) return;
		this.pause(id);
		const usual = entry.action ? shownWithActionFor : shownFor;
		const timer = setTimeout(() => this.dismiss(id), entry.ms ?? usual);
		this.#timers.set(id, timer);
	}
}

export const [useToasts, provideToasts] = createContext<Toasts>();
