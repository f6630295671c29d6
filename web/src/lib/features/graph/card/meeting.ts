import type { Graph } from '../context.svelte';
import { readPerson } from '../reading';
import type { GraphRemote } from '../remote';
import { Somebody } from '../store.svelte';

/** Long enough for a walk along a list of names, short enough to believe what it says. */
const fresh = 60_000;

/** Who that is: from memory when one has just looked, else asked anew. */
export function meet(
	username: string,
	{ met, presences, ties }: Pick<Graph, 'met' | 'presences' | 'ties'>,
	remote: GraphRemote
): Somebody {
	const known = met.get(username);
	if (known && known.somebody.load === 'ready' && Date.now() - known.at < fresh) {
		return known.somebody;
	}
	const somebody = new Somebody(ties);
	met.set(username, { somebody, at: Date.now() });
	void readPerson(somebody, `@${username}`, { presences, ties }, remote);
	return somebody;
}
