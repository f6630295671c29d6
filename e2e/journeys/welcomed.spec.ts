import { expect, test } from '@playwright/test';
import { arrive, enterAsAda, member } from './support/house';
import { newName } from './support/people';

test('who is new is asked three things once, may pass over each, and finds them again', async ({
	browser
}) => {
	const house = await browser.newContext();
	await enterAsAda(house);
	const called = newName('Nora Lind');
	const nora = await member(house, 'nora');
	const context = await browser.newContext();
	await arrive(context, nora);
	const page = await context.newPage();
	await page.goto('/');
	await expect(page).toHaveURL(/getting-started/);
	await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0');
	await page.getByRole('textbox', { name: 'Display name' }).fill(called);
	await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '33');
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByRole('heading', { name: 'Would you like a face?' })).toBeFocused();
	await page.getByRole('button', { name: 'Skip' }).click();
	await page.getByRole('main').getByText('Music', { exact: true }).click();
	await page.getByRole('button', { name: 'Jazz', exact: true }).click();
	await page.getByRole('button', { name: 'Done' }).click();
	await expect(page).toHaveURL((at) => at.pathname === '/');
	await expect(page.getByRole('heading', { level: 1 })).toContainText(called);

	// Another browser of hers asks nothing any more.
	const again = await browser.newContext();
	await arrive(again, nora);
	const other = await again.newPage();
	await other.goto('/');
	await expect(other.getByRole('heading', { level: 1 })).toContainText(called);
	await expect(other).toHaveURL((at) => at.pathname === '/');
	await other.goto('/settings/profile');
	await other.getByRole('link', { name: 'Getting started' }).click();
	await expect(other.getByRole('heading', { name: 'Would you like a face?' })).toBeVisible();
	for (const one of [house, context, again]) await one.close();
});
