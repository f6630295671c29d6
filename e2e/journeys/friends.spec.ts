import { expect, test, type Page } from '@playwright/test';
import { ask, at, befriend, people } from './support/friends';
import type { Account } from './support/house';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Main' });

test('one asks with a few words, and the other hears of it at once', async ({ browser }) => {
	const { rosa, sami, tove } = await people(browser, 'rosa', 'sami', 'tove');
	await befriend(rosa, tove);
	await befriend(sami, tove);

	const samis = await at(sami, '/settings/appearance');
	await expect(rail(samis).getByRole('link', { name: 'Friends', exact: true })).toBeVisible();

	const rosas = await at(rosa, '/people');
	const suggested = rosas.getByRole('listitem').filter({ hasText: sami.username });
	await expect(suggested).toContainText(`1 friend in common: ${tove.username}`);
	await rosas.goto(`/@${sami.username}`);
	await expect(
		rosas.getByRole('link', { name: `Friends in common: ${tove.username}` })
	).toBeVisible();
	await rosas.getByRole('button', { name: `Add friend: ${sami.username}` }).click();
	const dialog = rosas.getByRole('dialog', {
		name: `Ask ${sami.username} for friendship`
	});
	const words = dialog.getByRole('textbox', {
		name: 'A few words along with it'
	});
	await expect(words).toBeFocused();
	await words.fill('x'.repeat(141));
	await expect(dialog.getByRole('button', { name: 'Send request' })).toBeDisabled();
	await words.fill('We met at the harbour.');
	await words.press('Enter');
	await expect(dialog).toBeHidden();
	await expect(
		rosas.getByRole('button', {
			name: `Cancel request to ${sami.username}`
		})
	).toBeVisible();

	// It counts by itself, in the rail and where the requests are.
	await expect(rail(samis).getByRole('link', { name: /Friends 1/ })).toBeVisible();
	await samis.keyboard.press('g');
	await samis.keyboard.press('p');
	await samis.getByRole('link', { name: /Requests/ }).click();
	const request = samis.getByRole('listitem').filter({ hasText: rosa.username });
	await expect(request).toContainText('We met at the harbour.');
	await expect(request).toContainText('1 friend in common');

	// Taken back and asked anew: the row goes and comes while Sami looks on.
	await rosas.getByRole('button', { name: `Cancel request to ${sami.username}` }).click();
	await expect(request).toHaveCount(0);
	await expect(rail(samis).getByRole('link', { name: 'Friends', exact: true })).toBeVisible();
	await rosas.getByRole('button', { name: `Add friend: ${sami.username}` }).click();
	await rosas.getByRole('button', { name: 'Send request' }).click();
	await expect(request).toBeVisible();
});

test('who accepts becomes a friend, and both see each other as friends', async ({ browser }) => {
	const { rosa, sami, tove } = await people(browser, 'rosa', 'sami', 'tove');
	await befriend(rosa, tove);
	await befriend(sami, tove);
	await ask(rosa, sami);
	const samis = await at(sami, '/friends/requests');
	const rosas = await at(rosa, `/@${sami.username}`);
	await samis.getByRole('button', { name: `Accept the request of ${rosa.username}` }).click();
	await expect(samis.getByText(`You and ${rosa.username} are friends now.`)).toBeVisible();
	await expect(
		rosas.getByRole('button', { name: `You and ${sami.username} are friends` })
	).toBeVisible();
	for (const [page, friend] of [
		[samis, rosa],
		[rosas, sami]
	] as const) {
		await page.goto('/friends');
		const row = page.getByRole('article').filter({ hasText: friend.username });
		await expect(row).toContainText(/Friends since|Here now/);
		await expect(row).toContainText('1 friend in common');
	}
	await rosas.goto(`/@${sami.username}/friends`);
	await expect(rosas.getByRole('feed', { name: 'Friends' }).getByRole('article')).toHaveCount(2);
});

test('friendship ends for both, once there is no change of mind', async ({ browser }) => {
	const { sami, rosa } = await people(browser, 'sami', 'rosa');
	await befriend(rosa, sami);
	const [samis, rosas] = [await at(sami, '/friends'), await at(rosa, '/friends')];
	const rosaOfSami = samis.getByRole('article').filter({ hasText: rosa.username });
	const samiOfRosa = rosas.getByRole('article').filter({ hasText: sami.username });
	const unfriend = async () => {
		await samis.getByRole('button', { name: `You and ${rosa.username} are friends` }).click();
		await samis.getByRole('menuitem', { name: 'Unfriend' }).click();
		await expect(rosaOfSami).toHaveCount(0);
	};
	await unfriend();
	await samis.getByRole('button', { name: 'Undo' }).click();
	await expect(rosaOfSami).toBeVisible();
	await expect(samiOfRosa).toBeVisible();
	await unfriend();
	await expect(samiOfRosa).toHaveCount(0, { timeout: 12_000 });
	await expect(samis.getByText('No friends yet')).toBeVisible();
});

test('who is blocked is gone from every list and every tab at once', async ({ browser }) => {
	const { ulla, vito, wanda } = await people(browser, 'ulla', 'vito', 'wanda');
	await befriend(ulla, vito);
	await befriend(ulla, wanda);
	const friends = await at(ulla, '/friends');
	const vitos = await at(vito, '/friends');
	const rowOf = (page: Page, { username }: Account) =>
		page.getByRole('article').filter({ hasText: username });
	await expect(rowOf(friends, vito)).toBeVisible();
	await expect(rowOf(vitos, ulla)).toBeVisible();
	const found = await at(ulla, `/people?q=${vito.username}`);
	await expect(rowOf(found, vito)).toBeVisible();

	const person = await at(ulla, `/@${vito.username}`);
	await person.getByRole('button', { name: `More about ${vito.username}` }).click();
	await person.getByRole('menuitem', { name: 'Block' }).click();
	await person.getByRole('button', { name: 'Block', exact: true }).click();
	await expect(person.getByText(`You have blocked ${vito.username}`)).toBeVisible();

	await expect(rowOf(friends, vito)).toHaveCount(0);
	await expect(rowOf(friends, wanda)).toBeVisible();
	await expect(rowOf(found, vito)).toHaveCount(0);
	await expect(rowOf(vitos, ulla)).toHaveCount(0);
	await vitos.goto(`/@${ulla.username}`);
	await expect(vitos.getByRole('heading', { name: 'Nobody by that name' })).toBeVisible();
});

test('a name tells who it is to whoever stays with it, by pointer or by key', async ({
	browser
}) => {
	const { xenia, yann, zora } = await people(browser, 'xenia', 'yann', 'zora');
	await befriend(xenia, zora);
	await befriend(yann, zora);
	const page = await at(xenia, `/@${zora.username}/followers`);
	const name = page.getByRole('article').getByRole('link', { name: yann.username });
	const card = page.getByRole('group', { name: `About ${yann.username}` });

	await name.hover();
	await expect(card).toContainText(`Friends in common: ${zora.username}`);
	await card.getByRole('button', { name: `Add friend: ${yann.username}` }).hover();
	await page.waitForTimeout(400);
	await expect(card).toBeVisible();
	await page.mouse.move(0, 0);
	await expect(card).toBeHidden();

	await name.focus();
	await expect(card).toBeVisible();
	await page.keyboard.press('Tab');
	await expect(card.getByRole('link', { name: yann.username })).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(card).toBeHidden();

	await name.hover();
	await card.getByRole('button', { name: `Add friend: ${yann.username}` }).click();
	await expect(card).toBeHidden();
	await page.getByRole('button', { name: 'Send request' }).click();
	await page.mouse.move(0, 0);
	await name.hover();
	await expect(
		card.getByRole('button', {
			name: `Cancel request to ${yann.username}`
		})
	).toBeVisible();
});
