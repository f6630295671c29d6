import { Carrier } from './carrier';
import { inMemory } from './cupboard';
import { claim } from './keeping';
import type { Letter } from './letters';
import { Outbox } from './outbox.svelte';
import type { Reply } from './sending';

/** An outbox of `me` for tests, with a server that answers as it is told. Nothing is tried again by itself. */
export async function fakeOutbox(answer: (letter: Letter) => unknown): Promise<Outbox> {
	const cupboard = inMemory();
	const carrier: Carrier = new Carrier({
		cupboard,
		send: async (letter): Promise<Reply> => {
			try {
				return { kind: 'sent', answer: (await answer(letter)) ?? {} };
			} catch (error) {
				return error === lineCut ? { kind: 'lost' } : { kind: 'refused', refusal };
			}
		},
		alone: (work) => work(),
		tell: (member, news) => outbox.told(member, news),
		now: Date.now,
		random: () => 0,
		later: () => () => {}
	});
	const outbox: Outbox = new Outbox({ carrier: async () => carrier });
	await claim(cupboard, 'me');
	await outbox.open('me');
	return outbox;
}

export const lineCut = new Error('The line is cut.');
export const refusal = { code: 'VALIDATION', message: 'The house does not want it.', status: 422 };
