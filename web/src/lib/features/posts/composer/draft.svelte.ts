import type { LinkMetadata } from '$lib/features/links';
import { addressesIn } from '../text/inline';
import { limits } from '../wire';

export interface CardOnTheWay {
	url: string;
	state: 'loading' | 'ready' | 'none';
	metadata: LinkMetadata | null;
}

const book = /^(?:isbn(?:-1[03])?:?)? ?(\d[\d -]{8,15}[\dx])$/i;

/** What is being written: the text, and what was found behind the addresses in it. */
export class Draft {
	text = $state('');
	#dismissed = $state.raw<readonly string[]>([]);
	#found = $state.raw<Readonly<Record<string, LinkMetadata | null>>>({});
	#booksByNumber: boolean;
	readonly #asked = new Set<string>();

	constructor({ booksByNumber = false } = {}) {
		this.#booksByNumber = booksByNumber;
	}

	/** The addresses as they stand in the text, without those whose card is not wanted. */
	readonly urls: string[] = $derived.by(() => {
		const text = this.text.trim();
		const found = this.#booksByNumber && isBook(text) ? [text] : addressesIn(text);
		return found.filter((url) => !this.#dismissed.includes(url)).slice(0, limits.links);
	});

	readonly cards: CardOnTheWay[] = $derived(
		this.urls.map((url) => {
			const metadata = this.#found[url];
			if (metadata === undefined) return { url, state: 'loading', metadata: null };
			return { url, state: metadata ? 'ready' : 'none', metadata };
		})
	);

	readonly length: number = $derived([...this.text.trim()].length);
	readonly tooLong: boolean = $derived(this.length > limits.content);

	/** Addresses that have not been looked at yet. */
	get unknown(): string[] {
		return this.urls.filter((url) => !(url in this.#found));
	}

	/** Addresses to look behind, each given out once. */
	ask(): string[] {
		const fresh = this.unknown.filter((url) => !this.#asked.has(url));
		for (const url of fresh) this.#asked.add(url);
		return fresh;
	}

	found(url: string, metadata: LinkMetadata | null): void {
		this.#found = { ...this.#found, [url]: metadata };
	}

	dismiss(url: string): void {
		this.#dismissed = [...this.#dismissed, url];
	}

	clear(): void {
		this.text = '';
		this.#dismissed = [];
	}
}

/** The number of a book, which adds up; any other number is a text. */
function isBook(text: string): boolean {
	const number = (book.exec(text)?.[1] ?? '').replaceAll(/[ -]/g, '').toUpperCase();
	const sum = [...number].reduce((all, digit, place) => {
		const weight = number.length === 10 ? 10 - place : place % 2 ? 3 : 1;
		return all + (digit === 'X' ? 10 : Number(digit)) * weight;
	}, 0);
	if (number.length === 10) return sum % 11 === 0;
	return /^97[89]\d{10}$/.test(number) && sum % 10 === 0;
}
