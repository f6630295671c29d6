import type { Keeping } from './keeping';

export interface ReadingPorts {
	fetch: (request: Request) => Promise<Response>;
	/** Whether answers from there are worth keeping. */
	keeps: (path: string) => boolean;
	/** The member whom an answer says to be signed in, or null for nobody, where the path tells it. */
	names: (path: string, answer: string) => string | null | undefined;
	member: () => string | null;
	answers: () => Promise<Keeping<string>>;
	claim: (member: string) => Promise<void>;
	/** How old what is shown is; null when it has just come from the server. */
	tell: (address: string, at: number | null) => void;
	/** An answer was kept, and what it speaks of may be worth keeping too. */
	kept: (answer: string) => Promise<void>;
	later: (run: () => void) => void;
}

/** Longer than an answer usually takes, shorter than anybody likes to wait. */
const patience = 4_000;
const withdrawn = [403, 404, 410];
const asleep = [502, 503, 504];

/** The network first; where it is silent, what was read last, and since when that is known. */
export function createReading(ports: ReadingPorts): (request: Request) => Promise<Response> {
	async function find(address: string): Promise<Response | null> {
		const answers = await ports.answers();
		const kept = await answers.find(ports.member(), address).catch(() => null);
		if (!kept) return null;
		ports.tell(address, kept.at);
		return new Response(kept.body, { headers: { 'Content-Type': 'application/json' } });
	}

	async function keep(path: string, address: string, member: string | null, response: Response) {
		const body = await response.text();
		const answers = await ports.answers();
		const named = ports.names(path, body);
		if (named === null) return;
		if (named) await ports.claim(named);
		const whose = named ?? member;
		// Letters outside ASCII count as one here; the budget is no matter of bytes to the last.
		if (!whose || !(await answers.keep(whose, address, body, body.length))) return;
		await ports.kept(body);
	}

	return async (request) => {
		const url = new URL(request.url);
		if (request.method !== 'GET' || !ports.keeps(url.pathname)) return ports.fetch(request);
		const address = url.pathname + sorted(url.searchParams);
		const asked = ports.member();
		let shown = false;

		const network = ports.fetch(request).then((response) => {
			if (response.ok) {
				// Too late for the page, which shows what was kept.
				if (!shown) ports.tell(address, null);
				const copy = response.clone();
				ports.later(() => void keep(url.pathname, address, asked, copy).catch(() => {}));
			} else if (withdrawn.includes(response.status)) {
				ports.later(() => void ports.answers().then((answers) => answers.drop(url.pathname)));
			}
			return response;
		});
		// Where the wait was too long nobody listens any more; what comes then is kept all the same.
		network.catch(() => {});

		const first = await Promise.race([network.catch((error: unknown) => lost(error)), silence()]);
		if (first instanceof Response && !asleep.includes(first.status)) return first;
		const kept = await find(address);
		shown = kept !== null;
		return kept ?? network;
	};
}

function lost(error: unknown): null {
	if (error instanceof DOMException && error.name === 'AbortError') throw error;
	return null;
}

function silence(): Promise<null> {
	return new Promise((resolve) => setTimeout(() => resolve(null), patience));
}

function sorted(search: URLSearchParams): string {
	const copy = new URLSearchParams(search);
	copy.sort();
	const text = copy.toString();
	return text ? `?${text}` : '';
}
