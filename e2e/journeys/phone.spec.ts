import { expect, test } from '@playwright/test';
import { enter, enterAsAda, member } from './support/house';

test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });

test('settings fit a phone and are kept', async ({ browser, context, page }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const jon = await member(admin, 'jon');
	await admin.close();
	await enter(context, jon);

	await page.goto('/settings/profile');
	await page.getByRole('textbox', { name: 'Display name' }).fill('Jón the Baker');
	await page.getByRole('textbox', { name: 'About you' }).fill('Bread on Tuesdays.');
	await page.getByRole('button', { name: 'Save', exact: true }).tap();
	await expect(page.getByText('Your profile is saved.')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).tap();
	await expect(page.getByRole('textbox', { name: 'Display name' })).toHaveValue('');

	await page.goto('/settings/appearance');
	await page.getByText('Dark', { exact: true }).tap();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await page.getByText('Large', { exact: true }).tap();
	await expect(page.locator('html')).toHaveAttribute('data-text-size', 'large');
	await page.getByLabel('Language', { exact: true }).selectOption('de');
	await expect(page.getByRole('heading', { name: 'Aussehen' })).toBeVisible();

	// What is kept comes from the server, not from this device.
	await page.evaluate(() => localStorage.clear());
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect(page.getByRole('heading', { name: 'Aussehen' })).toBeVisible();

	for (const place of ['profile', 'security', 'appearance']) {
		await page.goto(`/settings/${place}`);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow, `sideways scrolling in ${place}`).toBeLessThanOrEqual(0);
	}
});
