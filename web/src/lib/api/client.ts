import createClient, { type FetchResponse, type MaybeOptionalInit } from 'openapi-fetch';
import type { HttpMethod, PathsWithMethod } from 'openapi-typescript-helpers';
import type { paths } from './schema';
import { createTransport, type TransportOptions } from './transport';

type InitOf<Init> = undefined extends Init ? [init?: Init] : [init: Init];

/** What a call answers when it goes well; when it does not, an `ApiError` is thrown. */
export type AnswerOf<Path extends keyof paths, Method extends keyof paths[Path]> =
	paths[Path][Method] extends Record<string | number, unknown>
		? NonNullable<FetchResponse<paths[Path][Method], unknown, 'application/json'>['data']>
		: never;

type Call<Method extends HttpMethod> = <Path extends PathsWithMethod<paths, Method>>(
	path: Path,
	...init: InitOf<MaybeOptionalInit<paths[Path], Method>>
) => Promise<AnswerOf<Path, Method>>;

export interface Api {
	get: Call<'get'>;
	post: Call<'post'>;
	put: Call<'put'>;
	patch: Call<'patch'>;
	delete: Call<'delete'>;
}

/**
 * The typed way to the server: `await api.get('/api/v1/site')` answers the body itself.
 * One is made at the root and handed on by context.
 */
export function createApi(options: TransportOptions = {}): Api {
	const client = createClient<paths>({
		baseUrl: globalThis.location.origin,
		fetch: createTransport(options)
	});

	function call<Method extends HttpMethod>(method: Method): Call<Method> {
		const request = client.request as unknown as (
			method: string,
			path: string,
			init?: unknown
		) => Promise<{ data?: unknown }>;
		return (async (path: string, init?: unknown) => {
			const { data } = await request(method, path, init);
			return data;
		}) as unknown as Call<Method>;
	}

	return {
		get: call('get'),
		post: call('post'),
		put: call('put'),
		patch: call('patch'),
		delete: call('delete')
	};
}
