import { expect, test } from '@playwright/test';
import { at, befriend, people } from './support/friends';
import { act, newName } from './support/people';

test('a friend who comes and goes is seen to, without reloading, and by friends alone', async ({
	browser
}) => {
	const { rosa, sami, tove } = await people(browser, 'rosa', 'sami', 'tove');
	await befriend(rosa, sami);
	await act(tove.context, 'POST', `/users/@${sami.username}/follow`);
	const [list, page] = [await at(rosa, '/friends'), await at(rosa, `/@${sami.username}`)];
	const strangers = await at(tove, `/@${sami.username}`);
	const row = list.getByRole('article').filter({ hasText: sami.username });
	const header = page.locator('header').filter({ hasText: sami.username });
	await expect(row).toBeVisible();
	await expect(header.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(row.getByText('Here now')).toHaveCount(0);

	const samis = await at(sami, '/settings/appearance');
	await expect(row.getByText('Here now')).toBeVisible();
	await expect(row.locator('[data-here]')).toBeVisible();
	await expect(header.getByText('Here now')).toBeVisible();
	await row.getByRole('link', { name: sami.username }).first().hover();
	const card = list.getByRole('group', { name: `About ${sami.username}` });
	await expect(card.getByText('Here now')).toBeVisible();
	await expect(strangers.getByText('Here now')).toHaveCount(0);

	await samis.close();
	await expect(row.getByText('Here a moment ago')).toBeVisible();
	await expect(header.getByText('Here a moment ago')).toBeVisible();
	await expect(card.getByText('Here a moment ago')).toBeVisible();
	await expect(row.locator('[data-here]')).toHaveCount(0);
});

test('what a friend changes of themselves is seen in lists and on their page at once', async ({
	browser
}) => {
	const { rosa, sami } = await people(browser, 'rosa', 'sami');
	await befriend(rosa, sami);
	const [list, page] = [await at(rosa, '/friends'), await at(rosa, `/@${sami.username}`)];
	const row = list.getByRole('article').filter({ hasText: sami.username });
	await expect(row).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name: sami.username })).toBeVisible();
	await at(sami, '/settings/appearance');
	await expect(row.getByText('Here now')).toBeVisible();

	const name = newName('Sami Sand');
	await act(sami.context, 'PATCH', '/users/me', {
		display_name: name,
		bio: 'Bakes on Sundays.'
	});
	await expect(row.getByRole('link', { name })).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
	await expect(page.getByText('Bakes on Sundays.')).toBeVisible();

	await act(sami.context, 'PATCH', '/users/me', {
		visibility: { last_active: 'private' }
	});
	await expect(row.getByText('Here now')).toHaveCount(0);
	await expect(page.getByText('Here now')).toHaveCount(0);

	await act(sami.context, 'PATCH', '/users/me', { hide_profile: true });
	await expect(page.getByText('shows nothing here at the moment')).toBeVisible();
});
