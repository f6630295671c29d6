import { expect, test } from '@playwright/test';
import { enterAsAda, expectInside, member, newcomer } from './support/house';

test('one signs in without touching a pointer', async ({ browser, page }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const gita = await member(admin, 'gita');
	await admin.close();

	await page.goto('/sign-in');
	await expect(page.getByLabel('Name or e-mail')).toBeFocused();
	await page.keyboard.type(gita.username);
	await page.keyboard.press('Tab');
	await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
	await page.keyboard.type(gita.password);
	await page.keyboard.press('Enter');
	await expectInside(page);
	await expect(page).toHaveURL(/getting-started/);

	await page.keyboard.press('g');
	await page.keyboard.press('s');
	await expect(page).toHaveURL(/settings/);
});

test('an admin works through the waiting list with j, a and r', async ({ browser }) => {
	const context = await browser.newContext();
	await enterAsAda(context);
	const people = [newcomer('hana'), newcomer('ines')];
	for (const person of people) {
		await context.request.post('/api/v1/auth/register', { data: person });
	}

	const page = await context.newPage();
	await page.goto('/admin/members');
	await expect(page.getByRole('searchbox')).toBeVisible();
	await page.keyboard.press('/');
	await expect(page.getByRole('searchbox')).toBeFocused();
	// All at once: a name that is typed letter by letter may be looked for before it is whole, and the
	// list is made anew while the sheet of the only one found is open already.
	await page.keyboard.insertText(people[0]?.username ?? '');
	await expect(page.getByRole('article')).toHaveCount(1);
	await page.getByRole('searchbox').blur();

	await page.keyboard.press('j');
	await expect(page.getByRole('article')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog')).toContainText(people[0]?.username ?? '');
	// The list is read anew behind the sheet: the row that stands there then has the focus.
	const row = page.locator('[data-row]');
	const before = await row.elementHandle();
	await page.locator('input[type="search"]').dispatchEvent('input');
	await expect.poll(() => before?.evaluate((element) => element.isConnected)).toBe(false);
	await expect(row).toHaveCount(1);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByRole('article')).toBeFocused();
	await page.keyboard.press('a');
	await expect(page.getByText('Approved', { exact: true })).toBeVisible();

	await page.getByRole('searchbox').fill(people[1]?.username ?? '');
	await expect(page.getByRole('button', { name: `Reject ${people[1]?.username}` })).toBeVisible();
	await page.getByRole('article').focus();
	await page.keyboard.press('r');
	await expect(page.getByText('Rejected', { exact: true })).toBeVisible();
	await page.keyboard.press('u');
	await expect(page.getByRole('button', { name: `Approve ${people[1]?.username}` })).toBeVisible();
	await context.close();
});
