import { expect, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';
import { act } from './people';

export interface Account {
	username: string;
	password: string;
}

/** The first admin. Whichever journey comes first makes it; the others find it. */
export const ada: Account = { username: 'ada', password: 'a kettle on the stove, always' };

const words = 'lantern orchard gravel pocket';

/** Somebody new in every run, so that journeys can be repeated against the same house. */
export function newcomer(name: string): Account {
	const tail = Date.now().toString(36).slice(-6);
	return { username: `${name}-${tail}`, password: `${words} ${tail}` };
}

/** The fragment path of the one-time link that the house printed at its start. */
export function firstLink(): string {
	const link = process.env['LONGHOUSE_FIRST_LINK'];
	if (!link)
		throw new Error('LONGHOUSE_FIRST_LINK is not set: the house was not started for this.');
	const url = new URL(link);
	return url.pathname + url.hash;
}

export async function needsFirstAdmin(request: APIRequestContext): Promise<boolean> {
	const answer = await request.get('/api/v1/site');
	const { site } = (await answer.json()) as { site: { needs_first_admin: boolean } };
	return site.needs_first_admin;
}

/** Signs the browser of this context in without showing a page, as somebody who is new here. */
export async function arrive(context: BrowserContext, account: Account): Promise<void> {
	const answer = await context.request.post('/api/v1/auth/login', { data: account });
	expect(answer.status(), await answer.text()).toBe(200);
}

/** The same, as somebody who has been asked who they are: the first page is the first page. */
export async function enter(context: BrowserContext, account: Account): Promise<void> {
	await arrive(context, account);
	await act(context, 'PATCH', '/users/me', { onboarded: true });
}

/** Signs the browser of this context in as Ada, who is made first if nobody lives here yet. */
export async function enterAsAda(context: BrowserContext): Promise<void> {
	if (!(await needsFirstAdmin(context.request))) return enter(context, ada);
	const token = firstLink().split('#')[1];
	const answer = await context.request.post('/api/v1/auth/first-admin', {
		data: { token, ...ada }
	});
	expect(answer.status(), await answer.text()).toBe(201);
}

/** A new member, registered and let in without showing a page. */
export async function member(admin: BrowserContext, name: string): Promise<Account> {
	const account = newcomer(name);
	const registered = await admin.request.post('/api/v1/auth/register', { data: account });
	expect(registered.status(), await registered.text()).toBe(201);
	const { id } = (await registered.json()) as { id: string };
	const { csrf_token } = (await (await admin.request.get('/api/v1/auth/csrf')).json()) as {
		csrf_token: string;
	};
	const approved = await admin.request.post(`/api/v1/admin/users/${id}/approve`, {
		headers: { 'X-CSRF-Token': csrf_token }
	});
	expect(approved.ok(), await approved.text()).toBe(true);
	return account;
}

export async function signIn(page: Page, account: Account): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('Name or e-mail').fill(account.username);
	await page.getByLabel('Password', { exact: true }).fill(account.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Somebody who is let in stands in the house, with the rail or the bar before them. */
export async function expectInside(page: Page): Promise<void> {
	await expect(page.getByRole('navigation').first()).toBeVisible();
	await expect(page).not.toHaveURL(/sign-in/);
}
