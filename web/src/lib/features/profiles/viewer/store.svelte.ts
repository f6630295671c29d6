import type { ApiError } from '$lib/api';
import type { Deed } from './deeds';

/** What somebody did lately, once it is known. */
export class DeedsStore {
	deeds = $state.raw<readonly Deed[] | null>(null);
	error = $state.raw<ApiError | null>(null);

	read(deeds: readonly Deed[]): void {
		this.deeds = deeds;
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
	}
}
