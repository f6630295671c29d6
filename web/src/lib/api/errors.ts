/**
 * What went wrong between a member's intent and the server.
 *
 * `code` is stable and decides what to do; `message` is a sentence for a person, in the
 * server's words. Two codes are made here: `OFFLINE` (nothing was answered, `status` 0) and
 * `BAD_ANSWER` (what answered was not Longhouse, for instance a proxy's error page).
 */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	readonly status: number;
	readonly code: string;
	readonly details: Readonly<Record<string, unknown>>;
	readonly requestId: string | null;
	/** Seconds to wait before asking again, when the server said so. */
	readonly retryAfter: number | null;

	constructor(cause: {
		status: number;
		code: string;
		message: string;
		details?: Readonly<Record<string, unknown>>;
		requestId?: string | null;
		retryAfter?: number | null;
	}) {
		super(cause.message);
		this.status = cause.status;
		this.code = cause.code;
		this.details = cause.details ?? {};
		this.requestId = cause.requestId ?? null;
		this.retryAfter = cause.retryAfter ?? null;
	}

	/** The sentence for each form field that the server refused. */
	get fields(): Readonly<Record<string, string>> {
		const fields = this.details['fields'];
		if (typeof fields !== 'object' || fields === null) return {};
		return Object.fromEntries(
			Object.entries(fields).filter((entry): entry is [string, string] => {
				return typeof entry[1] === 'string';
			})
		);
	}

	/** By field: what stands behind its sentence, for a client that has words of its own. */
	get reasons(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
		const reasons = this.details['reasons'];
		if (typeof reasons !== 'object' || reasons === null) return {};
		return reasons as Record<string, Record<string, unknown>>;
	}

	static offline(): ApiError {
		return new ApiError({
			status: 0,
			code: 'OFFLINE',
			message: 'The server could not be reached. Check your connection and try again.'
		});
	}

	static async from(response: Response): Promise<ApiError> {
		const body: unknown = await response.json().catch(() => null);
		const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
		const shared = {
			status: response.status,
			requestId: response.headers.get('X-Request-Id'),
			retryAfter: Number.isFinite(retryAfter) ? retryAfter : null
		};
		if (!isErrorBody(body)) {
			return new ApiError({
				...shared,
				code: 'BAD_ANSWER',
				message: 'The server gave an answer that could not be understood. Try again in a moment.'
			});
		}
		return new ApiError({
			...shared,
			code: body.code,
			message: body.error,
			details: body.details ?? {},
			requestId: body.request_id ?? shared.requestId
		});
	}
}

interface ErrorBody {
	error: string;
	code: string;
	details?: Record<string, unknown> | null;
	request_id?: string | null;
}

function isErrorBody(body: unknown): body is ErrorBody {
	if (typeof body !== 'object' || body === null) return false;
	const candidate = body as Record<string, unknown>;
	return typeof candidate['error'] === 'string' && typeof candidate['code'] === 'string';
}
