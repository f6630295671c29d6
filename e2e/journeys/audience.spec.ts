import { expect, test, type BrowserContext, type Page } from '@playwright/test';
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

test('what is for friends is for friends, and ends with the friendship', async ({ browser }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const somebody = async (name: string): Promise<Somebody> => {
		const account = await member(admin, name);
		const context = await browser.newContext();
		await enter(context, account);
		const page = await context.newPage();
		return { ...account, context, page };
	};
	const [nils, olga, pia, rune] = [
		await somebody('nils'),
		await somebody('olga'),
		await somebody('pia'),
		await somebody('rune')
	];
	await admin.close();
	await act(nils.context, 'POST', `/users/@${olga.username}/friend-request`, {});
	await act(olga.context, 'POST', `/users/@${nils.username}/friend-request`, {});
	await act(pia.context, 'POST', `/users/@${nils.username}/follow`);
	for (const { page } of [nils, olga, pia, rune]) {
		await page.goto('/sections/general');
		await expect(page.getByRole('region', { name: 'New post in General' })).toBeVisible();
	}

	// Each choice says what it means.
	const amongFriends = `Supper on Friday, ${nils.username}`;
	await nils.page.keyboard.press('n');
	await nils.page.getByRole('button', { name: /^Who may see it/ }).click();
	await expect(nils.page.getByRole('menuitem')).toHaveCount(4);
	await expect(nils.page.getByRole('menuitem', { name: /^Only me/ })).toContainText(
		'Nobody else sees it'
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
	await expect(postWith(olga.page, forFollowers)).toBeVisible();

	// What was said to all becomes a note to oneself, and is gone from everybody's page.
	await nils.page.reload();
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
	for (const { context } of [nils, olga, pia, rune]) await context.close();
});
