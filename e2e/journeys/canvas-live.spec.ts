import { expect, test } from '@playwright/test';
import type { Account } from './support/house';
import { Line, noted, noteWords } from './support/line';
import { members, phone, planeOf } from './support/plane';

test('a short gap in the line is noticed by nobody', async ({ browser }) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const one = await planeOf(browser, kaya);
	const other = await planeOf(browser, liam);
	const { page } = one.plane;
	const line = await Line.of(page);
	await one.plane.open('default', '0,0,1');
	await other.plane.open('default', '0,0,1');
	await expect(one.plane.presence).toHaveText('2 here');
	await one.plane.page.keyboard.press('l');
	await other.plane.page.keyboard.press('l');
	// Whatever the page says in words while the line is away.
	await page.evaluate(() => {
		const alarms: string[] = [];
		const look = () => {
			const found = document.body.innerText.match(/.*(connection|connecting|kept here|Opening).*/i);
			if (found) alarms.push(found[0]);
		};
		new MutationObserver(look).observe(document.body, {
			subtree: true,
			childList: true,
			characterData: true
		});
		Object.assign(window, { alarms });
	});

	await one.plane.write(await one.plane.middle(), 'Hold on');
	await line.cut();
	await one.plane.composer.press('Enter');
	const mine = page.getByRole('list', { name: 'Words' });
	await expect(mine.getByText('Hold on')).toBeVisible();
	line.mend();
	await expect(other.plane.page.getByRole('list', { name: 'Words' }).getByText('Hold on')).toBeVisible();
	expect(line.taken).toBe(2);
	await expect(one.plane.presence).toHaveText('2 here');
	await expect(other.plane.presence).toHaveText('2 here');
	for (const { plane } of [one, other]) {
		const people = plane.page.getByRole('list', { name: 'Here now' }).getByRole('listitem');
		await expect(people).toHaveCount(2);
		await expect(people.filter({ hasText: kaya.username })).toHaveCount(1);
	}

	await other.plane.write({ x: 300, y: 300 }, 'Welcome back');
	await other.plane.composer.press('Enter');
	await expect(mine.getByText('Welcome back')).toBeVisible();
	expect(await page.evaluate(() => (window as unknown as { alarms: string[] }).alarms)).toEqual([]);
	await one.context.close();
	await other.context.close();
});

test('after a long gap words are offered again, and all is as it was', async ({ browser }) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const one = await planeOf(browser, kaya);
	const other = await planeOf(browser, liam);
	const { page } = one.plane;
	const line = await Line.of(page);
	await one.plane.open('default', '0,0,1');
	await other.plane.open('default', '0,0,1');
	await expect(one.plane.presence).toHaveText('2 here');
	await one.plane.write(await one.plane.middle(), 'Are you there');
	await line.cut();
	await expect(other.plane.presence).toHaveText('1 here');
	await one.plane.composer.press('Enter');
	const again = page.getByRole('button', { name: 'Write it again' });
	await expect(again).toBeVisible({ timeout: 10_000 });
	line.mend();
	await expect(other.plane.presence).toHaveText('2 here', { timeout: 15_000 });
	await again.click();
	await expect(one.plane.composer).toHaveValue('Are you there');
	await one.plane.composer.press('Enter');
	await other.plane.page.keyboard.press('l');
	await expect(
		other.plane.page.getByRole('list', { name: 'Words' }).getByText('Are you there')
	).toHaveCount(1);
	await one.context.close();
	await other.context.close();
});

test('words cross from one browser to another in a tenth of a second', async ({ browser }) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const one = await planeOf(browser, kaya);
	const other = await planeOf(browser, liam);
	await noteWords(one.plane.page);
	await noteWords(other.plane.page);
	await one.plane.open('default', '0,0,1');
	await other.plane.open('default', '0,0,1');
	await expect(one.plane.presence).toHaveText('2 here');
	let round = 0;
	// Several words and the one in the middle of them; and once more if the machine was busy.
	await expect(async () => {
		round += 1;
		const words = [1, 2, 3, 4, 5].map((number) => `Word ${round} ${number}`);
		for (const word of words) {
			await one.plane.write({ x: 200, y: 200 }, word);
			await one.plane.composer.press('Enter');
			await expect.poll(async () => (await noted(other.plane.page)).came[word]).toBeDefined();
		}
		const { went } = await noted(one.plane.page);
		const { came } = await noted(other.plane.page);
		const took = words.map((word) => (came[word] ?? NaN) - (went[word] ?? NaN)).sort((a, b) => a - b);
		test.info().annotations.push({ type: 'crossing', description: `${took.join(', ')} ms` });
		expect(took[2]).toBeLessThan(100);
	}).toPass({ timeout: 25_000 });
	await one.context.close();
	await other.context.close();
});

test('the list shows who comes and goes while one looks at it', async ({ browser }) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const looking = await planeOf(browser, kaya);
	const guest = await planeOf(browser, liam);
	const { page } = looking.plane;
	const line = await Line.of(page);
	await page.goto('/canvas');
	const row = page.getByRole('listitem').filter({ hasText: 'Everybody’s canvas' });
	await expect(row.getByText('Nobody here')).toBeVisible();
	await guest.plane.open('default', '0,0,1');
	await expect(row.getByText('1 here')).toBeVisible();
	await expect(row).toContainText(liam.username);
	await guest.plane.page.goto('/');
	await expect(row.getByText('Nobody here')).toBeVisible();

	await line.cut();
	await guest.plane.open('default', '0,0,1');
	line.mend();
	await expect(row.getByText('1 here'), 'what was missed is read').toBeVisible();
	await looking.context.close();
	await guest.context.close();
});

test('arrows lead to what is said out of sight, by key and by touch', async ({ browser }) => {
	const [kaya, liam] = (await members(browser, 'kaya', 'liam')) as [Account, Account];
	const one = await planeOf(browser, kaya);
	const { context, plane: small } = await planeOf(browser, liam, phone);
	await one.plane.open('default', '0,0,1');
	await small.open('default', '4000,0,1');
	await expect(one.plane.presence).toHaveText('2 here');

	await small.surface.tap({ position: { x: 120, y: 300 } });
	await small.composer.fill('Over here');
	await small.page.getByRole('button', { name: 'Send' }).tap();
	const arrow = one.plane.page.getByRole('button', { name: /liam.* said something there/ });
	await expect(arrow).toBeVisible();
	await one.plane.surface.focus();
	await one.plane.page.keyboard.press('Tab');
	await expect(arrow).toBeFocused();
	await one.plane.page.keyboard.press('Enter');
	await expect(one.plane.page).toHaveURL(/#39\d\d/);
	await expect(one.plane.surface, 'keys go on to move the view').toBeFocused();
	await expect(arrow).toHaveCount(0);

	await small.page.goto('/canvas/default#-4000,0,1');
	await expect(small.presence).toHaveText('2 here');
	await one.plane.write({ x: 300, y: 300 }, 'Not there');
	await one.plane.composer.press('Enter');
	await small.page.getByRole('button', { name: /kaya.* said something there/ }).tap();
	await expect(small.page).toHaveURL(/#3[5-9]\d\d/);
	await one.context.close();
	await context.close();
});
