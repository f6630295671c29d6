import { useApi } from '$lib/api';
import { linksRemote } from './wire';

/** What is behind an address, asked of the house. Call while a component is being made. */
export function useLinks() {
	return linksRemote(useApi());
}
