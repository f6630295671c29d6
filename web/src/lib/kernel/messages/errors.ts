import { ApiError } from '$lib/api';
import type { en } from './en';
import type { Numbers } from './refusals';

type Words = typeof en.refusals;
type Said = string | ((numbers: Numbers) => string);

/** The sentence that tells a person what went wrong and what to do. */
export function explain(error: unknown, common: typeof en): string {
	if (!(error instanceof ApiError)) return common.unexpected;
	if (error.code === 'OFFLINE') return common.offline_error;
	if (error.code === 'BAD_ANSWER') return common.bad_answer;
	const sentence = refusalOf(error, common);
	if (error.retryAfter === null) return sentence;
	return `${sentence} ${common.try_again_in(Math.ceil(error.retryAfter))}`;
}

/** The sentence for each form field that was refused; also for the one that stands against others. */
export function explainFields(error: ApiError, common: typeof en): Record<string, string> {
	const field = error.details['field'];
	if (typeof field === 'string') return { [field]: refusalOf(error, common) };
	return Object.fromEntries(
		Object.entries(error.fields).map(([name, sentence]) => {
			const { reason, ...numbers } = error.reasons[name] ?? {};
			return [name, worded(common.refusals.reasons, reason, numbers) ?? sentence];
		})
	);
}

/** In the words of the page where the refusal is known here, else in those of the server. */
function refusalOf(error: ApiError, common: typeof en): string {
	const { causes, codes }: Words = common.refusals;
	if (error.code === 'INVALID_FIELDS') {
		const first = Object.values(explainFields(error, common))[0];
		if (first !== undefined) return first;
	}
	return (
		worded(causes, error.details['reason'], error.details) ??
		worded(codes, error.code, error.details) ??
		error.message
	);
}

function worded(
	words: Readonly<Record<string, Said>>,
	key: unknown,
	numbers: Readonly<Record<string, unknown>>
): string | undefined {
	if (typeof key !== 'string' || !Object.hasOwn(words, key)) return undefined;
	const said = words[key];
	if (typeof said !== 'function') return said;
	const sentence = said(numbers as unknown as Numbers);
	// A server of another version may leave a number out.
	return sentence.includes('NaN') ? undefined : sentence;
}
