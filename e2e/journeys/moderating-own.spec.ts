import { expect, test } from '@playwright/test';
import { enter, enterAsAda, member } from './support/house';
import { picture } from './support/picture';

test('a post of one’s own is changed, deleted and brought back', async ({ browser }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const nora = await member(admin, 'nora');
	await admin.close();

	const context = await browser.newContext();
	await enter(context, nora);
	const page = await context.newPage();
	await page.goto('/sections/general');
	const words = `A grey #scarf on the stairs, ${nora.username}`;
	await page.getByText('What is on your mind?').first().click();
	await page.keyboard.type(words);
	await page.getByRole('button', { name: 'Post', exact: true }).click();
	const post = page.getByRole('article').filter({ hasText: nora.username });
	await expect(post.getByRole('button', { name: 'Like' })).toBeVisible();

	const menu = page.getByRole('button', { name: `More for the post by ${nora.username}` });
	await menu.click();
	await page.getByRole('menuitem', { name: 'Edit' }).click();
	const box = page.getByRole('textbox', { name: 'Edit post' });
	await box.fill(`${words}. Found!`);
	const no = { error: 'Not just now.', code: 'UNAVAILABLE', details: {}, request_id: 'r' };
	const posts = '**/api/v1/posts/*';
	await page.route(posts, (route) => route.fulfill({ status: 503, json: no }));
	await page.getByRole('button', { name: 'Save changes' }).click();
	await expect(page.getByText('That did not work')).toBeVisible();
	await expect(box).toHaveValue(`${words}. Found!`);
	await page.unroute(posts);
	await page.getByRole('button', { name: 'Save changes' }).click();
	await expect(page.getByText(`${words}. Found!`)).toBeVisible();
	await expect(post.getByText('edited')).toBeVisible();

	// Pictures come, are put in order and described, and go; none of it before it is saved.
	const edit = async () => {
		await menu.click();
		await page.getByRole('menuitem', { name: 'Edit' }).click();
		await expect(box).toBeVisible();
	};
	const save = page.getByRole('button', { name: 'Save changes' });
	const describe = (name: string) =>
		page.getByRole('textbox', { name: `Describe the picture: ${name}` });
	await edit();
	const files = page.locator('input[type="file"]');
	await files.setInputFiles([picture('front.png'), picture('back.png')]);
	await describe('front.png').fill('The front');
	await describe('back.png').fill('The back');
	await page.getByRole('button', { name: 'Move back.png forward' }).press('Enter');
	await expect(page.getByRole('button', { name: 'Move back.png back' })).toBeFocused();
	await expect(page.getByRole('progressbar')).toHaveCount(0);
	await save.click();
	await expect(post.getByRole('button', { name: 'Open picture 1 of 2: The back' })).toBeVisible();
	await edit();
	await describe('Picture 1').fill('The back, with its tear');
	const remove = page.getByRole('button', { name: 'Remove Picture 2' });
	await remove.click();
	await page.getByRole('button', { name: 'Keep it' }).press('Enter');
	await expect(remove).toBeFocused();
	await remove.press('Enter');
	const saved = page.waitForResponse(
		(answer) => answer.request().method() === 'PATCH' && answer.url().includes('/posts/')
	);
	await save.click();
	expect((await saved).status()).toBe(200);
	await page.reload();
	await expect(
		post.getByRole('button', { name: 'Open picture 1 of 1: The back, with its tear' })
	).toBeVisible();

	await menu.click();
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await expect(page.getByText(words)).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText(`${words}. Found!`)).toBeVisible();
	await expect(page.getByText('The post is back.')).toBeVisible();

	await menu.click();
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await page.getByRole('button', { name: 'Restore' }).click();
	await expect(page.getByText(`${words}. Found!`)).toBeVisible();

	await menu.click();
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await expect(page.getByText(words)).toHaveCount(0);
	await page.goto(`/@${nora.username}/posts`);
	await page.getByRole('link', { name: 'Recently deleted' }).click();
	await expect(page.getByText(`${words}. Found!`)).toBeVisible();
	await page.getByRole('button', { name: 'Restore' }).click();
	await expect(page.getByText('The post is back where it was.')).toBeVisible();
	await expect(page.getByText('Nothing to bring back')).toBeVisible();
	await page.goto('/sections/general');
	await post.getByRole('link', { name: '#scarf' }).click();
	await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('#scarf');
	await context.close();
});

test('a deleted comment keeps its place while something hangs on it', async ({ browser }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const omar = await member(admin, 'omar');
	await admin.close();

	const context = await browser.newContext();
	await enter(context, omar);
	const page = await context.newPage();
	await page.goto('/sections/general');
	await page.getByText('What is on your mind?').first().click();
	await page.keyboard.type(`Tea is back, ${omar.username}`);
	await page.keyboard.press('Control+Enter');
	const post = page.getByRole('article').filter({ hasText: omar.username });
	await post.getByRole('link', { name: 'Comment' }).click();

	await page.getByRole('textbox', { name: 'Say something about it' }).fill('Which kind?');
	await page.keyboard.press('Control+Enter');
	const reply = page.getByRole('button', { name: `Reply to ${omar.username}` });
	await reply.click();
	await page.keyboard.type('The smoky one.');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText('The smoky one.')).toBeVisible();

	await page
		.getByRole('button', { name: `More for the comment by ${omar.username}` })
		.first()
		.click();
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await expect(page.getByText('Which kind?')).toHaveCount(0);
	await expect(page.getByText('You deleted this comment.')).toBeVisible();
	await expect(page.getByText('The smoky one.')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Which kind?')).toBeVisible();
	await context.close();
});
