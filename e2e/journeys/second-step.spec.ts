import { expect, test } from '@playwright/test';
import { enterAsAda, expectInside, member, signIn } from './support/house';
import { totp } from './support/totp';

test('a second step is set up once and asked for from then on', async ({ browser }) => {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const fay = await member(admin, 'fay');
	await admin.close();

	const context = await browser.newContext();
	const page = await context.newPage();
	await signIn(page, fay);
	await expectInside(page);
	await page.goto('/settings/security');
	await page.getByRole('button', { name: 'Set it up' }).click();

	const question = page.getByRole('dialog', { name: 'Is it you?' });
	const setup = page.getByRole('dialog', { name: 'Second step at sign-in' });
	await expect(question.or(setup)).toBeVisible();
	if (await question.isVisible()) {
		await question.getByLabel('Password', { exact: true }).fill(fay.password);
		await question.getByRole('button', { name: 'Confirm' }).click();
	}
	await expect(setup.getByRole('img', { name: /QR code/ })).toBeVisible();
	const secret = await setup.locator('code').innerText();

	// Each code counts once, so the one before is used up here and the present one is left.
	await setup.getByRole('textbox').fill(totp(secret, -1));
	const codes = page.getByRole('dialog', { name: 'Recovery codes' });
	await expect(codes.getByRole('listitem')).toHaveCount(10);
	const recoveryCode = await codes.getByRole('listitem').first().innerText();
	await codes.getByRole('button', { name: 'I have kept them' }).click();
	await expect(page.getByText('10 recovery codes are left.')).toBeVisible();
	await context.close();

	const elsewhere = await browser.newContext();
	const other = await elsewhere.newPage();
	await signIn(other, fay);
	await expect(other.getByRole('heading', { name: 'One more step' })).toBeVisible();
	await other.getByLabel('Code from your app').fill(totp(secret));
	await expectInside(other);
	await elsewhere.close();

	const lostPhone = await browser.newContext();
	const third = await lostPhone.newPage();
	await signIn(third, fay);
	await third.getByRole('button', { name: 'Use a recovery code instead' }).click();
	await third.getByLabel('Recovery code').fill(recoveryCode);
	await third.getByRole('button', { name: 'Continue' }).click();
	await expectInside(third);
	await lostPhone.close();
});
