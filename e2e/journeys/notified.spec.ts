import { expect, test } from '@playwright/test';
import { enter, enterAsAda, member } from './support/house';

test('one hears of a comment that mentions one, arrives at it, and finds it again', async ({
	browser
}) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const [noor, olek] = [await member(admin, 'noor'), await member(admin, 'olek')];
	await admin.close();

	const noorsBrowser = await browser.newContext();
	await enter(noorsBrowser, noor);
	const noors = await noorsBrowser.newPage();
	await noors.goto('/sections/book');
	await expect(noors.getByRole('heading', { level: 1, name: 'Books' })).toBeVisible();
	await noors.keyboard.press('n');
	const words = `A map of the old harbour, ${noor.username}`;
	await noors.getByRole('textbox', { name: 'New post in Books' }).fill(words);
	await noors.keyboard.press('Control+Enter');
	const post = noors.getByRole('article').filter({ hasText: words });
	await expect(post.getByRole('button', { name: 'Like' })).toBeVisible();
	const address = await post.getByRole('link', { name: 'Comment' }).getAttribute('href');
	await noors.goto('/settings/appearance');
	await expect(noors.getByRole('heading', { name: 'Appearance' })).toBeVisible();
	await expect(noors).not.toHaveTitle(/^\(/);

	const oleksBrowser = await browser.newContext();
	await enter(oleksBrowser, olek);
	const oleks = await oleksBrowser.newPage();
	await oleks.goto(address ?? '');
	const box = oleks.getByRole('textbox', { name: 'Say something about it' });
	const said = `@${noor.username} the lighthouse is missing from it`;
	await box.fill(said);
	await oleks.keyboard.press('Escape');
	await box.press('Control+Enter');
	await expect(oleks.getByText('the lighthouse is missing from it')).toBeVisible();

	// It counts by itself, in the rail and in the title, and is said in passing.
	const rail = noors.getByRole('navigation', { name: 'Main' });
	await expect(rail.getByRole('link', { name: /Notifications 1/ })).toBeVisible();
	await expect(noors).toHaveTitle(/^\(1\) /);
	await expect(noors.getByText(`${olek.username} mentioned you in a comment`)).toBeVisible();

	await noors.keyboard.press('g');
	await noors.keyboard.press('n');
	await expect(noors).toHaveURL(/\/notifications$/);
	await expect(noors.getByRole('heading', { name: 'Today' })).toBeVisible();
	const rows = noors.getByRole('feed', { name: 'Notifications' }).getByRole('article');
	// One comment that both answers and mentions is one notification.
	await expect(rows).toHaveCount(1);
	await rows.getByRole('link').click();
	await expect(noors).toHaveURL(/\/posts\/[^#]+#comment-/);
	const comment = noors.locator('li[id^="comment-"]').filter({ hasText: 'the lighthouse' });
	await expect(comment).toBeInViewport();
	await expect(comment).toBeFocused();
	await expect(noors).not.toHaveTitle(/^\(/);
	await expect(rail.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();

	await noors.keyboard.press('/');
	await expect(noors.getByRole('searchbox', { name: 'Search' })).toBeFocused();
	await noors.keyboard.type('lighthouses miss');
	const hit = noors.getByRole('feed', { name: 'Results' }).getByRole('article');
	await expect(hit.locator('mark').filter({ hasText: 'lighthouse' }).first()).toBeVisible();
	await expect(noors).toHaveURL(/q=lighthouses(\+|%20)miss/);
	await noors.keyboard.press('ArrowDown');
	await expect(hit.first()).toBeFocused();
	await noors.keyboard.press('Enter');
	await expect(noors).toHaveURL(/\/posts\/[^#]+#comment-/);

	await noorsBrowser.close();
	await oleksBrowser.close();
});

test('what is marked and removed can be taken back, and what is chosen is kept', async ({
	browser
}) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const [pia, quin] = [await member(admin, 'pia'), await member(admin, 'quin')];
	await admin.close();

	const quinsBrowser = await browser.newContext();
	await enter(quinsBrowser, quin);
	const quins = await quinsBrowser.newPage();
	await quins.goto(`/@${pia.username}`);
	await quins.getByRole('button', { name: `Follow ${pia.username}` }).click();
	await expect(quins.getByRole('button', { name: `Following ${pia.username}` })).toBeVisible();
	await quinsBrowser.close();

	const context = await browser.newContext();
	await enter(context, pia);
	const page = await context.newPage();
	await page.goto('/notifications');
	const row = page
		.getByRole('feed', { name: 'Notifications' })
		.getByRole('article')
		.filter({ hasText: `${quin.username} follows you now` });
	await expect(row.getByText('not read yet')).toHaveCount(1);

	await page.getByRole('button', { name: 'Mark all as read' }).click();
	await expect(row.getByText('not read yet')).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(row.getByText('not read yet')).toHaveCount(1);

	await row.focus();
	await page.keyboard.press('x');
	await expect(row).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(row).toBeVisible();
	await row.focus();
	await page.keyboard.press('u');
	await expect(row.getByText('not read yet')).toHaveCount(0);

	await page.goto('/settings/notifications');
	const reactionsByPush = page.getByRole('checkbox', { name: 'Reactions: Push' });
	await expect(reactionsByPush).not.toBeChecked();
	await reactionsByPush.check();
	await page.getByRole('switch', { name: 'Keep quiet hours' }).check();
	await page.getByLabel('From', { exact: true }).fill('21:30');
	await page.getByLabel('From', { exact: true }).blur();
	await page.getByRole('switch', { name: 'Music' }).uncheck();
	await page.waitForLoadState('networkidle');
	await page.reload();
	await expect(reactionsByPush).toBeChecked();
	await expect(page.getByLabel('From', { exact: true })).toHaveValue('21:30');
	await expect(page.getByRole('switch', { name: 'Music' })).not.toBeChecked();
	await context.close();
});
