import { expect, test } from '@playwright/test';
import { enter, enterAsAda, expectInside, member, signIn } from './support/house';

test('ending a session throws the other browser out at once', async ({ browser }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const erik = await member(admin, 'erik');
	await admin.close();

	const phone = await browser.newContext();
	await enter(phone, erik);
	const phonePage = await phone.newPage();
	await phonePage.goto('/settings/profile');
	await expectInside(phonePage);

	const laptop = await browser.newContext();
	const laptopPage = await laptop.newPage();
	await signIn(laptopPage, erik);
	await expectInside(laptopPage);
	await laptopPage.goto('/settings/security');

	const sessions = laptopPage.getByRole('list', { name: 'Where you are signed in' });
	await expect(sessions.getByRole('listitem')).toHaveCount(2);
	await sessions.getByRole('button', { name: /End the session/ }).click();
	const question = laptopPage.getByRole('dialog', { name: 'Is it you?' });
	const ended = laptopPage.getByText(/The session on .* is ended/);
	await expect(question.or(ended)).toBeVisible();
	if (await question.isVisible()) {
		await question.getByLabel('Password', { exact: true }).fill(erik.password);
		await question.getByRole('button', { name: 'Confirm' }).click();
	}
	await expect(ended).toBeVisible();
	await expect(sessions.getByRole('listitem')).toHaveCount(1);

	await expect(phonePage).toHaveURL(/sign-in/);
	await expect(phonePage.getByText(/this session was ended from another place/)).toBeVisible();
	await expectInside(laptopPage);

	await phone.close();
	await laptop.close();
});
