import { expect, test } from '@playwright/test';
import type { Account } from './support/house';
import { members, phone, planeOf } from './support/plane';

test('words cross at the same place between two zooms, grow, and fade', async ({ browser }) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const wide = await planeOf(browser, kaya);
	const small = await planeOf(browser, liam, phone);
	await wide.plane.open('default', '400,-250,2');
	await expect(wide.plane.presence).toHaveText('1 here');
	await small.plane.open('default', '420,-250,0.8');
	await expect(wide.plane.presence).toHaveText('2 here');
	await expect(small.plane.presence).toHaveText('2 here');

	// Kaya writes at 420,-240: twenty to the right of her middle and ten below it, twice as large.
	const middle = await wide.plane.middle();
	await wide.plane.write({ x: middle.x + 40, y: middle.y + 20 }, 'The kettle');

	const small0 = await small.plane.middle();
	const there = { x: small0.x, y: small0.y + 10 * 0.8 };
	// Beside the first letter, where afterwards the dot of her pointer stays.
	const inkThere = () => small.plane.inkAt({ x: there.x + 8, y: there.y - 9 }, 60, 18);
	await expect.poll(inkThere, { message: 'it grows while it is typed' }).toBeGreaterThan(20);
	const before = small.plane.inkAt({ x: there.x - 40, y: there.y - 9 }, 36, 18);
	expect(await before, 'nothing before its place').toBe(0);

	await small.plane.page.getByRole('button', { name: 'Words and people' }).tap();
	const list = small.plane.page.getByRole('list', { name: 'Words' });
	await expect(list.getByText('The kettle')).toBeVisible();
	await expect(list.getByText('writing')).toBeVisible();
	const said = Date.now();
	await wide.plane.composer.press('Enter');
	await expect(wide.plane.composer).toHaveCount(0);
	await expect(list.getByText('at 420, -240')).toBeVisible();
	expect(await wide.plane.inkAt({ x: middle.x + 38, y: middle.y + 2 }, 160, 36)).toBeGreaterThan(80);

	await small.plane.page.getByRole('button', { name: 'Close' }).tap();
	await small.plane.page.waitForTimeout(Math.max(0, said + 4_000 - Date.now()));
	expect(await inkThere(), 'still to be read after four seconds').toBeGreaterThan(20);
	await expect.poll(inkThere, { message: 'gone after it has faded', timeout: 4_000 }).toBe(0);
	expect(Date.now() - said).toBeGreaterThan(4_800);

	await wide.context.close();
	await expect(small.plane.presence).toHaveText('1 here');
	await small.context.close();
});

test('a phone taps and writes, and an arrow leads others to it', async ({ browser }) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const wide = await planeOf(browser, kaya);
	const small = await planeOf(browser, liam, phone);
	await wide.plane.open('default', '0,0,1');
	await small.plane.open('default', '5000,0,1');
	await small.plane.surface.tap({ position: { x: 120, y: 300 } });
	await expect(small.plane.composer).toBeFocused();
	await small.plane.surface.tap({ position: { x: 120, y: 600 } });
	await expect(small.plane.composer, 'it goes where one taps next').toBeFocused();
	await small.plane.composer.fill('All of it stays in sight '.repeat(14));
	const paper = await small.plane.surface.boundingBox();
	const bottom = async () => {
		const written = await small.plane.composer.boundingBox();
		return (written?.y ?? Infinity) + (written?.height ?? 0);
	};
	await expect.poll(bottom).toBeLessThan((paper?.y ?? 0) + (paper?.height ?? 0));
	const scrolled = (surface: Element) => [surface.scrollLeft, surface.scrollTop];
	expect(await small.plane.surface.evaluate(scrolled), 'the view moves, not the page').toEqual([0, 0]);
	await small.plane.composer.fill('Over here');
	await small.plane.page.getByRole('button', { name: 'Send' }).tap();
	await expect(small.plane.composer).toHaveCount(0);
	await wide.plane.page.getByRole('button', { name: /liam.* said something there/ }).click();
	await expect(wide.plane.page).toHaveURL(/#49\d\d/);
	await wide.context.close();
	await small.context.close();
});

test('a canvas of one’s own keeps its words, and leads back when it is deleted', async ({
	browser
}) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const owner = await planeOf(browser, kaya);
	const guest = await planeOf(browser, liam);
	const { page } = owner.plane;
	const name = `Attic of ${kaya.username}`;
	await page.goto('/canvas');
	await page.getByRole('button', { name: 'New canvas' }).click();
	await page.getByLabel('Name').fill(name);
	await page.getByRole('button', { name: 'Make it' }).click();
	await expect(page.getByRole('heading', { name })).toBeVisible();
	const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

	await guest.plane.open('default', '0,0,1');
	await owner.plane.write(await owner.plane.middle(), 'Only up here');
	await owner.plane.composer.press('Enter');
	await guest.plane.page.keyboard.press('l');
	await expect(guest.plane.page.getByText('Nothing is being said right now.')).toBeVisible();
	await guest.plane.page.waitForTimeout(700);
	await expect(guest.plane.page.getByText('Only up here')).toHaveCount(0);

	await guest.plane.page.getByRole('link', { name: 'All canvases' }).click();
	const row = guest.plane.page.getByRole('listitem').filter({ hasText: name });
	await expect(row.getByText('1 here')).toBeVisible();
	await row.getByRole('link', { name }).click();
	await expect(guest.plane.presence).toHaveText('2 here');
	await expect(owner.plane.presence).toHaveText('2 here');

	await page.getByRole('link', { name: 'All canvases' }).click();
	await page.getByRole('button', { name: `${name}: more` }).click();
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
	await expect(page.getByText('The canvas is deleted.')).toBeVisible();
	await expect(
		guest.plane.page.getByRole('heading', { name: 'This canvas is not here any more' })
	).toBeVisible();
	await guest.plane.page.getByRole('link', { name: 'All canvases' }).click();
	await expect(guest.plane.page.getByRole('link', { name: 'Everybody’s canvas' })).toBeVisible();
	await expect(guest.plane.page.getByText(name)).toHaveCount(0);
	expect(id).not.toBe('default');
	await owner.context.close();
	await guest.context.close();
});

test('a block silences both, at once', async ({ browser }) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const one = await planeOf(browser, kaya);
	const other = await planeOf(browser, liam);
	await one.plane.open('default', '0,0,1');
	await other.plane.open('default', '0,0,1');
	await expect(one.plane.presence).toHaveText('2 here');

	const { request } = one.context;
	const { csrf_token } = (await (await request.get('/api/v1/auth/csrf')).json()) as {
		csrf_token: string;
	};
	const blocked = await request.post(`/api/v1/users/@${liam.username}/block`, {
		headers: { 'X-CSRF-Token': csrf_token }
	});
	expect(blocked.ok(), await blocked.text()).toBe(true);
	await expect(one.plane.presence).toHaveText('1 here');
	await expect(other.plane.presence).toHaveText('1 here');

	await one.plane.page.keyboard.press('l');
	await other.plane.write(await other.plane.middle(), 'Can you hear me');
	await other.plane.composer.press('Enter');
	await other.plane.page.keyboard.press('l');
	await expect(other.plane.page.getByText('Can you hear me')).toBeVisible();
	await expect(one.plane.page.getByText('Can you hear me')).toHaveCount(0);
	await one.context.close();
	await other.context.close();
});

test('by keyboard alone one moves, zooms, writes and reads', async ({ browser }) => {
	const [kaya] = (await members(browser, 'kaya')) as [Account];
	const { context, plane } = await planeOf(browser, kaya, { reducedMotion: 'reduce' });
	const { page } = plane;
	await page.goto('/');
	await expect(page.getByRole('navigation').first()).toBeVisible();
	await page.keyboard.press('g');
	await page.keyboard.press('c');
	await page.getByRole('link', { name: 'Everybody’s canvas' }).press('Enter');
	await expect(plane.presence).toHaveText('1 here');
	await page.keyboard.press('Enter');
	await expect(plane.composer).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(plane.composer, 'nothing was written').toHaveCount(0);
	await expect(page.getByRole('link', { name: 'All canvases' })).toBeFocused();
	await expect(page.getByText('Click anywhere and write')).toBeVisible();
	await plane.surface.focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('+');
	await expect(page).toHaveURL(/#72,72,1\.25/);
	await page.keyboard.press('Enter');
	await plane.composer.pressSequentially('Hello');
	await page.keyboard.press('Enter');
	await expect(plane.surface).toBeFocused();
	await page.keyboard.press('l');
	await expect(
		page.getByRole('button', { name: `${kaya.username}: Hello. Show the place, at 72, 72` })
	).toBeVisible();
	await page.keyboard.press('0');
	await expect(page).toHaveURL(/#0,0,1$/);
	await context.close();
});
