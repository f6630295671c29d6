import { useApi } from '$lib/api';
import { searchRemote, type Mentionable } from '../remote';

/** Finds people by how their names begin. Call while a component is being made. */
export function usePeople(): (prefix: string) => Promise<Mentionable[]> {
	return searchRemote(useApi()).people;
}
