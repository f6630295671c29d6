import { expect, test } from '@playwright/test';
import { enter, enterAsAda, member } from './support/house';

test('a song is shared and talked about, and both see it at once', async ({ browser }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const [kaya, liam] = [await member(admin, 'kaya'), await member(admin, 'liam')];
	await admin.close();

	const kayasBrowser = await browser.newContext();
	await enter(kayasBrowser, kaya);
	const kayas = await kayasBrowser.newPage();
	await kayas.goto('/sections/music');
	await expect(kayas.getByRole('heading', { level: 1, name: 'Music' })).toBeVisible();

	const liamsBrowser = await browser.newContext();
	await enter(liamsBrowser, liam);
	const liams = await liamsBrowser.newPage();
	await liams.goto('/sections/music');
	await expect(liams.getByRole('region', { name: 'New post in Music' })).toBeVisible();

	const words = `On repeat since Tuesday, ${kaya.username}`;
	await kayas.keyboard.press('n');
	await kayas.getByRole('textbox', { name: 'New post in Music' }).fill(words);
	await kayas.keyboard.press('Control+Enter');
	const kayasPost = kayas.getByRole('article').filter({ hasText: words });
	await expect(kayasPost.getByRole('button', { name: 'Like' })).toBeVisible();

	// Nothing jumps under somebody who reads: what is new waits until it is wanted.
	await expect(liams.getByText(words)).toHaveCount(0);
	await liams.getByRole('button', { name: /new post/ }).first().click();
	const liamsPost = liams.getByRole('article').filter({ hasText: words });
	await expect(liamsPost).toBeVisible();

	await liamsPost.getByRole('button', { name: 'Like' }).click();
	await expect(kayasPost.getByRole('button', { name: /1 like/ })).toBeVisible();

	await kayasPost.getByRole('link', { name: 'Comment' }).click();
	await expect(kayas.getByRole('heading', { name: 'Comments' })).toBeVisible();
	await liamsPost.getByRole('link', { name: 'Comment' }).click();
	await liams.getByRole('textbox', { name: 'Say something about it' }).fill('Which album?');
	await liams.keyboard.press('Control+Enter');
	await expect(kayas.getByText('Which album?')).toBeVisible();

	await kayas.getByRole('button', { name: `Reply to ${liam.username}` }).click();
	await kayas.keyboard.type('The second one.');
	await kayas.keyboard.press('Control+Enter');
	await expect(liams.getByText('The second one.')).toBeVisible();
	await expect(kayas.getByText('The second one.')).toHaveCount(1);

	await kayasBrowser.close();
	await liamsBrowser.close();
});

test('what is being written waits in its section until one comes back', async ({ browser }) => {
	const context = await browser.newContext();
	await enterAsAda(context);
	const page = await context.newPage();
	await page.goto('/sections/book');
	await page.getByText('What are you reading?').click();
	const box = page.getByRole('textbox', { name: 'New post in Books' });
	await expect(box).toBeFocused();
	const words = 'Half way through';
	for (let length = 1; length <= words.length; length += 1) {
		await page.keyboard.press(words[length - 1] ?? '');
		const kept = await page.evaluate(() => Object.values({ ...localStorage }));
		expect(kept).toContain(JSON.stringify(words.slice(0, length)));
	}

	await page.goto('/sections/music');
	await expect(page.getByText('Half way through')).toHaveCount(0);
	await page.goto('/sections/book');
	await expect(box).toHaveValue('Half way through');
	await page.getByRole('button', { name: 'Discard draft' }).click();
	await expect(page.getByText('What are you reading?')).toBeVisible();
	await context.close();
});
