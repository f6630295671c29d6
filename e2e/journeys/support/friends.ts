import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { enter, enterAsAda, member, type Account } from './house';
import { act } from './people';

export interface Somebody extends Account {
	context: BrowserContext;
}

/** New members, each signed in to a browser of their own. */
export async function people<Name extends string>(
	browser: Browser,
	...names: Name[]
): Promise<Record<Name, Somebody>> {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const all: Partial<Record<Name, Somebody>> = {};
	for (const name of names) {
		const account = await member(admin, name);
		const context = await browser.newContext();
		await enter(context, account);
		all[name] = { ...account, context };
	}
	await admin.close();
	return all as Record<Name, Somebody>;
}

export async function at({ context }: Somebody, path: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(path);
	return page;
}

/** Makes two people friends without showing a page: asking back accepts. */
export async function befriend(one: Somebody, other: Somebody): Promise<void> {
	await ask(one, other);
	await ask(other, one);
}

export async function ask({ context }: Somebody, other: Somebody): Promise<void> {
	const path = `/users/@${other.username}/friend-request`;
	const { friend_request } = await act(context, 'POST', path, {});
	expect(friend_request).toBeTruthy();
}
