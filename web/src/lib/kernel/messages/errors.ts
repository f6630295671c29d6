import { ApiError } from '$lib/api';
import type { en } from './en';

/** The sentence that tells a person what went wrong and what to do. */
export function explain(error: unknown, common: typeof en): string {
	if (!(error instanceof ApiError)) return common.unexpected;
	if (error.code === 'OFFLINE') return common.offline_error;
	if (error.code === 'BAD_ANSWER') return common.bad_answer;
	if (error.retryAfter !== null) {
		return `${error.message} ${common.try_again_in(Math.ceil(error.retryAfter))}`;
	}
	return error.message;
}
