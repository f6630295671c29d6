import { expect, test } from '@playwright/test';
import { enter, enterAsAda, member } from './support/house';
import { act } from './support/people';

test('three posts are shown, in an order made by keys, with a note', async ({ browser }) => {
	const house = await browser.newContext();
	await enterAsAda(house);
	const ines = await member(house, 'ines');
	const zoe = await member(house, 'zoe');
	const context = await browser.newContext();
	await enter(context, ines);
	const { sections } = (await (await context.request.get('/api/v1/sections')).json()) as {
		sections: { id: string; type: string }[];
	};
	const section_id = sections.find(({ type }) => type === 'general')?.id;
	for (const content of ['Of bread', 'Of rivers', 'Of trains']) {
		await act(context, 'POST', '/posts', { content, section_id });
	}
	const page = await context.newPage();
	await page.goto('/settings/profile/showcase');
	for (const title of ['Of bread', 'Of rivers', 'Of trains']) {
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await page.getByRole('dialog').getByRole('button', { name: title }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
	}
	await expect(page.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
	await page.getByRole('textbox', { name: 'Note for: Of trains' }).fill('At night.');
	await page.getByRole('textbox', { name: 'Note for: Of trains' }).blur();
	await page.getByRole('button', { name: 'Move: Of trains', exact: true }).focus();
	for (const key of ['Space', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
	await expect(page.getByText('Of trains: place 1 of 3.')).toBeAttached();
	const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT');
	await page.keyboard.press('Space');
	expect((await kept).ok()).toBe(true);
	// Who sees this collection is chosen beside it, by keys as well.
	const level = page.getByRole('button', { name: /^Who sees it: Favourite posts/ });
	await level.press('Enter');
	const chosen = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
	await page.getByRole('menuitem', { name: 'All members' }).press('Enter');
	expect((await chosen).ok()).toBe(true);
	await expect(level).toHaveText('All members');
	await page.goto('/settings/profile/visibility');
	const row = page.getByRole('radiogroup', { name: 'Favourite posts' });
	await expect(row.getByRole('radio', { name: 'All members' })).toBeChecked();

	const visitor = await browser.newContext();
	await enter(visitor, zoe);
	const seen = await visitor.newPage();
	await seen.goto(`/@${ines.username}`);
	const cards = seen
		.getByRole('main')
		.getByRole('link')
		.filter({ hasText: /^\s*Of / });
	await expect(cards).toHaveCount(3);
	await expect(cards.first()).toContainText('Of trains');
	await expect(cards.first()).toContainText('At night.');
	for (const one of [house, context, visitor]) await one.close();
});
