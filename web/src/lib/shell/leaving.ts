import { ApiError } from '$lib/api';
import { forget, forgetMine, recall, remember } from '$lib/kernel';

const keptAs = 'leaving';

/**
 * Signing out where the server cannot be reached. This device acts at once as if nobody were
 * signed in; the cookie, which only the server can take away, is used for nothing but that.
 */
export const leaving = {
	begin(): void {
		remember(keptAs, true);
	},

	/** Before it is asked who is signed in: whoever left is not, whatever the cookie says. */
	async settle(logOut: () => Promise<unknown>): Promise<void> {
		if (recall(keptAs) !== true) return;
		await logOut().catch((error: unknown) => {
			if (error instanceof ApiError && error.status === 401) return;
			throw new ApiError({ status: 401, code: 'UNAUTHORIZED', message: 'Nobody is signed in.' });
		});
		forget(keptAs);
	},

	/** Somebody signed in since: the cookie is theirs now. */
	over(): void {
		forget(keptAs);
	},

	/** Drafts and habits of the one who has left. */
	sweep(): void {
		const pending = recall(keptAs);
		forgetMine();
		if (pending === true) remember(keptAs, true);
	}
};
