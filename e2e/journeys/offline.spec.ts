import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { enter, enterAsAda, member, type Account } from './support/house';

/** Two who live here, each with a browser of their own. */
async function two(browser: Browser, ...names: [string, string]) {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const accounts: Account[] = [];
	for (const name of names) accounts.push(await member(admin, name));
	await admin.close();
	return accounts as [Account, Account];
}

async function at(browser: Browser, account: Account): Promise<[BrowserContext, Page]> {
	const context = await browser.newContext();
	await enter(context, account);
	return [context, await context.newPage()];
}

/** The program is on the device, and pages are served by it. */
async function settled(page: Page): Promise<void> {
	await page.goto('/');
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (navigator.serviceWorker.controller) return;
		await new Promise((resolve) =>
			navigator.serviceWorker.addEventListener('controllerchange', resolve, {
				once: true
			})
		);
	});
}

/** What this browser has put away for the member, as text. */
function kept(page: Page): Promise<string> {
	return page.evaluate(
		() =>
			new Promise<string>((resolve, reject) => {
				const opening = indexedDB.open('longhouse');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const all = opening.result.transaction('kept').objectStore('kept').getAll();
					const keys = opening.result.transaction('kept').objectStore('kept').getAllKeys();
					keys.onsuccess = () => {
						resolve(JSON.stringify([keys.result, all.result, { ...localStorage }]));
						opening.result.close();
					};
				};
			})
	);
}

/** The section as it is read, ready to be written in. */
async function open(page: Page, type: string, name: string): Promise<void> {
	await page.goto(`/sections/${type}`);
	const region = page.getByRole('region', { name: `New post in ${name}` });
	await expect(region).toBeVisible({ timeout: 15_000 });
}

async function publish(page: Page, section: string, words: string): Promise<void> {
	await page.keyboard.press('n');
	await page.getByRole('textbox', { name: `New post in ${section}` }).fill(words);
	await page.keyboard.press('Control+Enter');
}

const postWith = (page: Page, words: string) =>
	page.getByRole('article').filter({ hasText: words });
const waits = 'Waiting for a connection';

test.describe.configure({ timeout: 90_000 });

test('an offline post arrives once, with the comment and the reaction made on it', async ({
	browser
}) => {
	const [kaya, liam] = await two(browser, 'kaya', 'liam');
	const [kayasBrowser, kayas] = await at(browser, kaya);
	await settled(kayas);
	await open(kayas, 'general', 'General');

	await kayasBrowser.setOffline(true);
	const words = `Written in a tunnel by ${kaya.username}`;
	await publish(kayas, 'General', words);
	const post = postWith(kayas, words);
	await expect(post.getByText(waits)).toBeVisible();
	await post.getByRole('button', { name: 'Like' }).click();
	await expect(post.getByRole('button', { name: /1 like/ })).toBeVisible();
	await post.getByRole('link', { name: 'Comment' }).click();
	await kayas.getByRole('textbox', { name: 'Say something about it' }).fill('Still dark here');
	await kayas.keyboard.press('Control+Enter');
	await expect(kayas.getByText('Still dark here')).toBeVisible();
	await expect(kayas.getByText(waits)).toHaveCount(2);

	// A reload, and the same again in a new tab: nothing is lost.
	await kayas.reload();
	await expect(kayas.getByText('Still dark here')).toBeVisible();
	await expect(kayas.getByRole('button', { name: /1 like/ })).toBeVisible();
	await kayas.goto('/sections/general');
	await expect(postWith(kayas, words).getByText(waits)).toBeVisible();
	await expect(kayas.getByText('You are offline.')).toBeVisible();

	const [liamsBrowser, liams] = await at(browser, liam);
	await open(liams, 'general', 'General');
	await expect(liams.getByText(words)).toHaveCount(0);

	await kayasBrowser.setOffline(false);
	await expect(postWith(kayas, words).getByText(waits)).toHaveCount(0, {
		timeout: 15_000
	});
	await expect(postWith(kayas, words)).toHaveCount(1);
	await liams.reload();
	await expect(postWith(liams, words)).toHaveCount(1);
	await expect(postWith(liams, words).getByRole('button', { name: /1 like/ })).toBeVisible();
	await postWith(liams, words).getByRole('link', { name: '1 comment' }).click();
	await expect(liams.getByText('Still dark here')).toHaveCount(1);

	await kayasBrowser.close();
	await liamsBrowser.close();
});

test('a post whose answer is lost on the way back is there once', async ({ browser }) => {
	const [kaya, liam] = await two(browser, 'kaya', 'liam');
	const [kayasBrowser, kayas] = await at(browser, kaya);
	await open(kayas, 'general', 'General');

	let lost = 0;
	await kayas.route('**/api/v1/posts', async (route) => {
		if (route.request().method() !== 'POST' || lost > 0) return route.continue();
		lost += 1;
		// The house has taken it; nobody on this side will know.
		await route.fetch();
		await route.abort('connectionreset');
	});
	const words = `Said once by ${kaya.username}`;
	await publish(kayas, 'General', words);
	await expect.poll(() => lost).toBe(1);
	await expect(postWith(kayas, words).getByText(waits)).toHaveCount(0, {
		timeout: 15_000
	});
	await expect(postWith(kayas, words).getByRole('button', { name: 'Share' })).toBeVisible();

	const [liamsBrowser, liams] = await at(browser, liam);
	await liams.goto('/sections/general');
	await expect(postWith(liams, words)).toHaveCount(1);
	await kayas.reload();
	await expect(postWith(kayas, words)).toHaveCount(1);
	await kayasBrowser.close();
	await liamsBrowser.close();
});

test('what waits can be changed and taken back before it goes', async ({ browser }) => {
	const [kaya] = await two(browser, 'kaya', 'liam');
	const [context, page] = await at(browser, kaya);
	await settled(page);
	await open(page, 'general', 'General');
	await context.setOffline(true);
	await publish(page, 'General', `First thought of ${kaya.username}`);
	await publish(page, 'General', `Regretted by ${kaya.username}`);
	const first = postWith(page, `thought of ${kaya.username}`);
	const second = postWith(page, `Regretted by ${kaya.username}`);
	await expect(second.getByText(waits)).toBeVisible();
	await first.getByRole('button', { name: 'Edit' }).click();
	await page.getByRole('textbox', { name: 'Edit post' }).fill(`Second thought of ${kaya.username}`);
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText(`Second thought of ${kaya.username}`)).toBeVisible();
	await second.getByRole('button', { name: 'Back to the draft' }).click();
	await expect(page.getByRole('textbox', { name: 'New post in General' })).toHaveValue(
		`Regretted by ${kaya.username}`
	);
	await context.setOffline(false);
	await expect(first.getByRole('button', { name: 'Share' })).toBeVisible({
		timeout: 15_000
	});
	await page.getByRole('button', { name: 'Discard draft' }).click();
	await page.reload();
	await expect(page.getByText(`Second thought of ${kaya.username}`)).toHaveCount(1);
	await expect(page.getByText(`Regretted by ${kaya.username}`)).toHaveCount(0);
	await context.close();
});

test('what was read before can be read offline, with its age', async ({ browser }) => {
	const [kaya, liam] = await two(browser, 'kaya', 'liam');
	const [liamsBrowser, liams] = await at(browser, liam);
	await open(liams, 'book', 'Books');
	const words = `Read twice by ${liam.username}`;
	await publish(liams, 'Books', words);
	await expect(postWith(liams, words).getByRole('button', { name: 'Share' })).toBeVisible();
	await postWith(liams, words).getByRole('link', { name: 'Comment' }).click();
	await liams.getByRole('textbox', { name: 'Say something about it' }).fill('Chapter four');
	await liams.keyboard.press('Control+Enter');
	await expect(liams.getByRole('button', { name: /^Reply to/ })).toBeVisible();
	await liamsBrowser.close();

	const [context, page] = await at(browser, kaya);
	await settled(page);
	await page.goto('/sections/book');
	await postWith(page, words).getByRole('link', { name: '1 comment' }).click();
	await expect(page.getByText('Chapter four')).toBeVisible();
	await expect.poll(() => kept(page)).toContain('Chapter four');

	await context.setOffline(true);
	await page.reload();
	await expect(page.getByText('Chapter four')).toBeVisible();
	await expect(page.getByText(words)).toBeVisible();
	await expect(page.getByText(/You are offline\.\s+Last updated/)).toBeVisible();
	await page.goto('/sections/book');
	await expect(page.getByText(words)).toBeVisible();
	await page.goto('/sections');
	await expect(page.getByRole('link', { name: /Books/ }).first()).toBeVisible();

	await context.setOffline(false);
	await expect(page.getByText('You are offline.')).toHaveCount(0);
	await context.close();
});

test('signing out leaves nothing behind, even without a connection', async ({ browser }) => {
	const [kaya, liam] = await two(browser, 'kaya', 'liam');
	const [context, page] = await at(browser, kaya);
	await settled(page);
	await open(page, 'general', 'General');
	const known = `Known to the house, ${kaya.username}`;
	await publish(page, 'General', known);
	await expect(postWith(page, known).getByRole('button', { name: 'Share' })).toBeVisible();
	await open(page, 'general', 'General');
	await expect.poll(() => kept(page)).toContain(kaya.username);

	await context.setOffline(true);
	await publish(page, 'General', `Never sent by ${kaya.username}`);
	await expect(page.getByText(waits)).toBeVisible();
	await page.getByRole('button', { name: kaya.username, exact: true }).click();
	await page.getByRole('menuitem', { name: 'Sign out' }).click();
	const question = page.getByRole('alertdialog');
	await expect(question).toContainText('waits for a connection');
	await question.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(/sign-in/);
	await expect.poll(() => kept(page)).not.toContain(kaya.username);

	// The cookie is still there, and opens nothing any more.
	await page.goto('/sections/general');
	await expect(page).toHaveURL(/sign-in/);
	await context.setOffline(false);
	await page.goto('/');
	await expect(page).toHaveURL(/sign-in/);
	// The cookie is gone, or good for nothing where the page went before the answer came.
	const answer = await context.request.get('/api/v1/auth/session');
	expect(await answer.json()).not.toHaveProperty('user.id');

	await enter(context, liam);
	await open(page, 'general', 'General');
	await expect(page.getByText(`Never sent by ${kaya.username}`)).toHaveCount(0);
	await context.close();
});

test('somebody else who signs in on the same device finds nothing of the one before', async ({
	browser
}) => {
	const [kaya, liam] = await two(browser, 'kaya', 'liam');
	const [context, page] = await at(browser, kaya);
	await settled(page);
	await open(page, 'general', 'General');
	await context.setOffline(true);
	await publish(page, 'General', `Meant as ${kaya.username}`);
	await expect(page.getByText(waits)).toBeVisible();
	// The cookie is Liam's before Kaya's page sees the line again.
	await enter(context, liam);
	await context.setOffline(false);
	const other = await context.newPage();
	await open(other, 'general', 'General');
	await expect.poll(() => kept(other)).not.toContain(kaya.username);
	await expect(other.getByText(`Meant as ${kaya.username}`)).toHaveCount(0);
	await expect(page.getByText(`Meant as ${kaya.username}`)).toHaveCount(0);
	const posts = await context.request.get(`/api/v1/users/@${liam.username}/posts`);
	expect(posts.ok()).toBe(true);
	expect(await posts.text()).not.toContain('Meant as');
	await context.close();
});
