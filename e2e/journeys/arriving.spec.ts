import { expect, test } from '@playwright/test';
import {
	ada,
	enterAsAda,
	expectInside,
	firstLink,
	needsFirstAdmin,
	newcomer,
	signIn
} from './support/house';

test('from the first run to the first member who is let in', async ({ browser }) => {
	const adasBrowser = await browser.newContext();
	const admin = await adasBrowser.newPage();

	if (await needsFirstAdmin(adasBrowser.request)) {
		await admin.goto(firstLink());
		await admin.getByLabel('Name', { exact: true }).fill(ada.username);
		await admin.getByLabel('Password', { exact: true }).fill(ada.password);
		await admin.getByRole('button', { name: 'Create the first account' }).click();
	} else {
		await enterAsAda(adasBrowser);
		await admin.goto('/');
	}
	await expectInside(admin);

	await admin.goto('/admin/members');
	await expect(admin.getByRole('tab', { name: /Waiting/ })).toBeVisible();
	await expect(admin.getByRole('status', { name: 'Loading' })).toHaveCount(0);
	// A mark that only a reload would wipe away.
	await admin.evaluate(() => Object.assign(window, { notReloaded: true }));

	const bensBrowser = await browser.newContext();
	const stranger = await bensBrowser.newPage();
	const ben = newcomer('ben');
	await stranger.goto('/register');
	await stranger.getByLabel('Name', { exact: true }).fill(ben.username);
	await stranger.getByLabel('Password', { exact: true }).fill(ben.password);
	await stranger.getByRole('button', { name: 'Create an account' }).click();
	await expect(stranger.getByRole('heading', { name: 'Almost there' })).toBeVisible();

	const approve = admin.getByRole('button', { name: `Approve ${ben.username}` });
	await expect(approve).toBeVisible();
	await approve.click();
	await expect(admin.getByText('Approved', { exact: true })).toBeVisible();
	expect(await admin.evaluate(() => 'notReloaded' in window)).toBe(true);

	await signIn(stranger, ben);
	await expectInside(stranger);

	await bensBrowser.close();
	await adasBrowser.close();
});

test('who waits is told so at the door, and a wrong password is refused', async ({ page }) => {
	const clara = newcomer('clara');
	await page.request.post('/api/v1/auth/register', { data: clara });
	await signIn(page, clara);
	await expect(page).toHaveURL(/waiting/);
	await expect(page.getByText(clara.username)).toBeVisible();

	await signIn(page, { ...clara, password: 'not the one at all' });
	await expect(page.getByRole('alert')).toContainText('do not go together');
});

test('a rejection can be undone, and is told to nobody until then', async ({ browser }) => {
	const context = await browser.newContext();
	await enterAsAda(context);
	const dora = newcomer('dora');
	await context.request.post('/api/v1/auth/register', { data: dora });

	const page = await context.newPage();
	await page.goto('/admin/members');
	await page.getByRole('button', { name: `Reject ${dora.username}` }).click();
	await page.getByRole('button', { name: 'Undo' }).first().click();
	await expect(page.getByRole('button', { name: `Approve ${dora.username}` })).toBeVisible();
	await context.close();
});

test('a spent link says what to do', async ({ page }) => {
	await page.goto('/reset#no-such-link');
	await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Get back in' })).toBeVisible();

	// As does an address that leads nowhere.
	await page.goto('/nowhere');
	await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
