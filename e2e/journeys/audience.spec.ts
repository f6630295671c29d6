import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { enter, enterAsAda, member, type Account } from './support/house';
import { act } from './support/people';

interface Somebody extends Account {
	context: BrowserContext;
	page: Page;
}

const postWith = (page: Page, words: string) =>
	page.getByRole('article').filter({ hasText: words });
const pill = (page: Page) => page.getByRole('button', { name: /new post/ }).first();

async function writeFor({ page }: Somebody, audience: string, words: string) {
	await page.keyboard.press('n');
	const box = page.getByRole('textbox', { name: 'New post in General' });
	await box.fill(words);
	await page.getByRole('button', { name: /^Who may see it/ }).click();
	await page.getByRole('menuitem', { name: new RegExp(`^${audience}`) }).click();
	await expect(page.getByRole('button', { name: `Who may see it: ${audience}` })).toBeVisible();
	await box.press('Control+Enter');
	// In a list, what is for everyone does not say so.
	const posted = postWith(page, words);
	await expect(posted.getByRole('button', { name: 'Like' })).toBeVisible();
	if (audience !== 'Everyone') await expect(posted).toContainText(audience);
}

/** Nils, his friend Olga, Pia who follows him, and Rune, who does not know him. */
async function neighbours(browser: Browser) {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const somebody = async (name: string): Promise<Somebody> => {
		const account = await member(admin, name);
		const context = await browser.newContext();
		await enter(context, account);
		return { ...account, context, page: await context.newPage() };
	};
	const all = {
		nils: await somebody('nils'),
		olga: await somebody('olga'),
		pia: await somebody('pia'),
		rune: await somebody('rune')
	};
	await admin.close();
	const { nils, olga, pia } = all;
	await act(nils.context, 'POST', `/users/@${olga.username}/friend-request`, {});
	await act(olga.context, 'POST', `/users/@${nils.username}/friend-request`, {});
	await act(pia.context, 'POST', `/users/@${nils.username}/follow`);
	for (const { page } of Object.values(all)) {
		await page.goto('/sections/general');
		await expect(page.getByRole('region', { name: 'New post in General' })).toBeVisible();
	}
	return all;
}

test('each sees at once what is for them, and nothing of the rest', async ({ browser }) => {
	const { nils, olga, pia, rune } = await neighbours(browser);

	// Each choice says what it means.
	const amongFriends = `Supper on Friday, ${nils.username}`;
	await nils.page.keyboard.press('n');
	await nils.page.getByRole('button', { name: /^Who may see it/ }).click();
	await expect(nils.page.getByRole('menuitem')).toHaveCount(4);
	await expect(nils.page.getByRole('menuitem', { name: /^Only me/ })).toContainText(
		'nobody else sees'
	);
	await nils.page.keyboard.press('Escape');
	await nils.page.getByRole('button', { name: 'Cancel', exact: true }).click();

	await writeFor(nils, 'Friends', amongFriends);
	await pill(olga.page).click();
	await expect(postWith(olga.page, amongFriends)).toContainText('Friends');

	const forFollowers = `A walk on Sunday, ${nils.username}`;
	await writeFor(nils, 'Followers', forFollowers);
	await pill(pia.page).click();
	await expect(postWith(pia.page, forFollowers)).toContainText('Followers');

	const note = `Buy onions, ${nils.username}`;
	await writeFor(nils, 'Only me', note);
	const forAll = `Good morning, ${nils.username}`;
	await writeFor(nils, 'Everyone', forAll);
	await pill(rune.page).click();
	await expect(postWith(rune.page, forAll)).toBeVisible();
	for (const { page } of [olga, pia]) {
		await pill(page).click();
		await expect(postWith(page, forAll)).toBeVisible();
		await expect(page.getByText(note)).toHaveCount(0);
	}
	for (const { page } of [pia, rune]) await expect(page.getByText(amongFriends)).toHaveCount(0);
	await expect(rune.page.getByText(forFollowers)).toHaveCount(0);
	await rune.page.goto(`/@${nils.username}/posts`);
	await expect(postWith(rune.page, forAll)).toBeVisible();
	await expect(rune.page.getByRole('article')).toHaveCount(1);
});

test('it leaves the page of whoever it is no longer for', async ({ browser }) => {
	const { nils, olga, pia, rune } = await neighbours(browser);
	const amongFriends = `Supper on Friday, ${nils.username}`;
	await writeFor(nils, 'Friends', amongFriends);
	const forAll = `Good morning, ${nils.username}`;
	await writeFor(nils, 'Everyone', forAll);

	// The friend reads on while the friendship ends: it leaves the list, and its own page.
	await olga.page.goto(`/@${nils.username}/posts`);
	await expect(postWith(olga.page, amongFriends)).toBeVisible();
	const onItsPage = await olga.context.newPage();
	const href = await postWith(olga.page, amongFriends)
		.locator('a[href^="/posts/"]')
		.first()
		.getAttribute('href');
	await onItsPage.goto(href ?? '');
	await expect(onItsPage.getByText(amongFriends)).toBeVisible();
	await act(nils.context, 'DELETE', `/friends/@${olga.username}`);
	await expect(postWith(olga.page, amongFriends)).toHaveCount(0);
	await expect(onItsPage.getByText('This post is not here')).toBeVisible();
	await expect(postWith(olga.page, forAll)).toBeVisible();

	// What was said to all becomes a note to oneself, and is gone from everybody's page.
	for (const { page } of [pia, rune]) {
		await page.reload();
		await expect(postWith(page, forAll)).toBeVisible();
	}
	const said = postWith(nils.page, forAll);
	await said.getByRole('button', { name: /^More for the post/ }).click();
	await nils.page.getByRole('menuitem', { name: 'Edit' }).click();
	await nils.page.getByRole('button', { name: 'Who may see it: Everyone' }).click();
	await nils.page.getByRole('menuitem', { name: /^Only me/ }).click();
	await nils.page.getByRole('button', { name: 'Save changes' }).click();
	await expect(said).toContainText('Only me');
	await expect(said.getByRole('button', { name: 'Share' })).toHaveCount(0);
	await expect(postWith(rune.page, forAll)).toHaveCount(0);
	await expect(postWith(pia.page, forAll)).toHaveCount(0);
});
