import { expect, test, type Browser, type Page } from '@playwright/test';
import { enter, enterAsAda, member, type Account } from './support/house';
import { picture } from './support/picture';

test('moderator removes and restores', async ({ browser }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const [mina, theo] = [await member(admin, 'mina'), await member(admin, 'theo')];
	const minas = await feedOf(browser, mina);
	const theos = await feedOf(browser, theo);

	const words = `Two lamps to give away, ${mina.username}`;
	await minas.getByText('What is on your mind?').first().click();
	await minas.getByRole('textbox', { name: 'New post in General' }).fill(words);
	await minas.locator('input[type="file"]').setInputFiles(picture('lamps.png'));
	const description = minas.getByRole('textbox', { name: /Describe the picture/ });
	await description.fill('Two lamps on a table');
	await expect(minas.getByRole('progressbar')).toHaveCount(0);
	await minas.getByRole('button', { name: 'Post', exact: true }).click();
	await expect(lampsOn(minas)).toBeVisible();
	await theos.getByRole('button', { name: /new post/ }).first().click();
	await expect(lampsOn(theos)).toBeVisible();
	const address = await lampsOn(theos).getAttribute('src');
	expect((await theos.request.get(address ?? '')).status()).toBe(200);

	// What an admin takes away is gone at once, for those who read and for the author.
	const adas = await admin.newPage();
	await adas.goto('/sections/general');
	await adas.getByRole('button', { name: `More for the post by ${mina.username}` }).click();
	await adas.getByRole('menuitem', { name: 'Remove (as admin)' }).click();
	await expect(minas.getByText('Removed by an admin. Ask one of them')).toBeVisible();
	await expect(minas.getByRole('button', { name: 'Restore' })).toHaveCount(0);
	for (const page of [minas, theos]) await expect(page.getByText(words)).toHaveCount(0);

	await adas.goto('/admin/content');
	await adas.getByRole('searchbox', { name: 'By member' }).fill(mina.username);
	const row = adas.getByRole('article').filter({ hasText: words });
	await expect(row.getByText('Removed by ada')).toBeVisible();
	await expect(row.getByRole('img', { name: 'Two lamps on a table' })).toBeVisible();
	await row.getByRole('button', { name: 'Restore' }).click();
	await expect(row).toHaveCount(0);
	for (const page of [minas, theos]) await expect(page.getByText(words)).toBeVisible();

	// The banner on the post's own page is another way back.
	await theos.getByRole('article').filter({ hasText: words }).getByRole('link', { name: 'Comment' }).click();
	await expect(theos.getByRole('heading', { name: 'Comments' })).toBeVisible();
	await adas.goto(new URL(theos.url()).pathname);
	await adas.getByRole('button', { name: `More for the post by ${mina.username}` }).click();
	await adas.getByRole('menuitem', { name: 'Remove (as admin)' }).click();
	await expect(adas.getByText('Removed by an admin.')).toBeVisible();
	await adas.getByRole('main').getByRole('button', { name: 'Restore' }).click();
	await expect(lampsOn(theos)).toBeVisible();
	await adas.getByRole('button', { name: `More for the post by ${mina.username}` }).click();
	await adas.getByRole('menuitem', { name: 'Remove (as admin)' }).click();
	await expect(lampsOn(theos)).toHaveCount(0);

	await adas.goto('/admin/content');
	await row.getByRole('button', { name: /^Delete for good/ }).click();
	const dialog = adas.getByRole('dialog', { name: 'Delete this post for good?' });
	await expect(dialog.getByText('1 file')).toBeVisible();
	await dialog.getByRole('button', { name: 'Delete for good' }).click();
	await expect(row).toBeAttached();
	const again = dialog.getByRole('button', { name: 'Press again to delete' });
	await expect(async () => {
		await again.click();
		await expect(dialog).toHaveCount(0, { timeout: 1_000 });
	}).toPass();
	await expect(row).toHaveCount(0);

	await expect(minas.getByText('Removed by an admin')).toHaveCount(0);
	await expect(theos.getByText('This post is not here')).toBeVisible();
	expect((await minas.request.get(address ?? '')).status()).toBe(404);
	await minas.reload();
	await expect(minas.getByRole('region', { name: 'New post in General' })).toBeVisible();
	await expect(minas.getByText(words)).toHaveCount(0);

	await adas.goto('/admin/log');
	const about = `a post by ${mina.username}`;
	for (const said of [`removed ${about}`, `restored ${about}`, `deleted ${about} for good`]) {
		await expect(adas.getByText(`ada ${said}`).first()).toBeVisible();
	}

	// A section is called otherwise, and whoever looks at it reads that at once.
	await minas.goto('/sections');
	await adas.goto('/admin/site');
	const section = adas.getByRole('textbox', { name: 'Movies' });
	for (const called of ['Films', 'Movies']) {
		await section.fill(called);
		await section.press('Enter');
		await expect(minas.getByRole('main').getByRole('link', { name: called })).toBeVisible();
		await expect(adas.getByRole('form', { name: 'Movies' }).getByRole('button')).toHaveCount(0);
	}
	for (const page of [minas, theos, adas]) await page.context().close();
});

test('a member finds no way to what was deleted', async ({ browser }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const rolf = await member(admin, 'rolf');
	await admin.close();

	const context = await browser.newContext();
	await enter(context, rolf);
	const page = await context.newPage();
	await page.goto('/admin/content');
	await expect(page.getByText('This is for admins')).toBeVisible();
	expect((await context.request.get('/api/v1/admin/content?deleted=true')).status()).toBe(403);
	await context.close();
});

const lampsOn = (page: Page) => page.getByRole('img', { name: 'Two lamps on a table' });

async function feedOf(browser: Browser, account: Account): Promise<Page> {
	const context = await browser.newContext();
	await enter(context, account);
	const page = await context.newPage();
	await page.goto('/sections/general');
	await expect(page.getByRole('region', { name: 'New post in General' })).toBeVisible();
	return page;
}
