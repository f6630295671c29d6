import type { Me } from '$lib/api';
import {
	createReading,
	Freshness,
	openLine,
	Outbox,
	provideFreshness,
	provideOutbox,
	type SessionEnd
} from '$lib/kernel';
import type { Engine } from '$lib/kernel/offline/engine';
import { whenIdle } from './idle';
import { changesSight, keeps, names } from './keeps';
import { leaving } from './leaving';
import { fetchSmallPictures } from './pictures';

interface OfflinePorts {
	me: () => Me | null;
	/** In another tab somebody else signed in. */
	onSeatTaken: () => void;
	onLeft: () => void;
	/** The server did not take what was written for the member's: who is here? */
	onStranger: () => void;
}

/** Builds what lets the house be used without a network, and ties it to whoever sits here. */
export function composeOffline(ports: OfflinePorts) {
	const line = openLine();
	let engine: Promise<Engine> | null = null;
	let claim: Promise<Engine> | null = null;
	let seated: string | null = null;

	const outbox: Outbox = provideOutbox(
		new Outbox({
			carrier: async () => (await claimed()).carrier,
			onHeld: (holdup) => {
				if (holdup === 'sign_in') ports.onStranger();
				else void askToBeWoken();
			}
		})
	);
	const freshness = provideFreshness(new Freshness());

	function work(): Promise<Engine> {
		engine ??= import('$lib/kernel/offline/engine').then(({ startEngine }) =>
			startEngine((member, news) => {
				outbox.told(member, news);
				line.say({ kind: 'news', member, news });
			})
		);
		return engine;
	}

	/** Nothing is put away for a member before what another left is gone. */
	function claimed(): Promise<Engine> {
		const member = seated;
		claim ??= work().then(async (engine) => {
			if (member) await engine.claim(member);
			return engine;
		});
		return claim;
	}

	line.hear((word) => {
		if (word.kind === 'news') outbox.told(word.member, word.news);
		else if (word.kind === 'left') ports.onLeft();
		else if (seated !== null && word.member !== seated) ports.onSeatTaken();
	});

	const read = createReading({
		fetch: (request) => fetch(request),
		keeps: (path) => keeps(path, ports.me()),
		names,
		member: () => ports.me()?.id ?? null,
		answers: async () => (await work()).answers,
		claim: async (member) => (await work()).claim(member),
		tell: (address, at) => freshness.told(address, at),
		kept: (answer) => fetchSmallPictures(answer),
		later: whenIdle
	});

	return {
		outbox,
		freshness,

		async fetch(request: Request): Promise<Response> {
			const { method } = request;
			const response = await read(request);
			if (response.ok && changesSight(method, new URL(request.url).pathname)) {
				await (await work()).answers.clear();
			}
			return response;
		},

		/** Somebody sits here now. */
		async seat(member: string): Promise<void> {
			const before = seated;
			seated = member;
			claim = null;
			leaving.over();
			line.say({ kind: 'seated', member });
			if (before !== null && before !== member) return ports.onSeatTaken();
			outbox.belongTo(member);
			// Not in the way of the first view: what waits has waited longer.
			await new Promise<void>(whenIdle);
			if (seated === member) await outbox.open(member);
		},

		/** Nobody does any more. Who left on purpose leaves nothing behind. */
		async leave(reason: SessionEnd | null): Promise<void> {
			const onPurpose = reason === 'signed_out' || reason === 'deleted';
			outbox.close();
			seated = null;
			claim = null;
			if (onPurpose) {
				leaving.sweep();
				line.say({ kind: 'left' });
			}
			await (await work()).release({ writings: onPurpose });
		},

		lineIsBack(): void {
			outbox.wake();
			freshness.lineIsBack();
		}
	};
}

export type Offline = ReturnType<typeof composeOffline>;

/** Where the browser can, it wakes the service worker when the line is back and no page is open. */
async function askToBeWoken(): Promise<void> {
	const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	if (!workers?.controller) return;
	const registration = await workers.ready;
	const { sync } = registration as { sync?: { register(tag: string): Promise<void> } };
	// Refused where the member does not allow it; the pages wake it all the same.
	await sync?.register('outbox').catch(() => {});
}
