import { expect, type BrowserContext } from '@playwright/test';

/** What somebody does without showing a page. */
export async function act(context: BrowserContext, method: string, path: string, data?: unknown) {
	const { csrf_token } = (await (await context.request.get('/api/v1/auth/csrf')).json()) as {
		csrf_token: string;
	};
	const answer = await context.request.fetch(`/api/v1${path}`, {
		method,
		data,
		headers: { 'X-CSRF-Token': csrf_token }
	});
	expect(answer.ok(), await answer.text()).toBe(true);
	return (await answer.json()) as Record<string, unknown>;
}

/** No two people may have names that look alike, so each run has its own. */
export const newName = (name: string) => `${name} ${Date.now().toString(36).slice(-5)}`;
