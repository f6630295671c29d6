import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { enter, enterAsAda, member, type Account } from './support/house';
import { act, newName } from './support/people';

/** A picture of this size, with a colour for each corner. */
async function picture(page: Page, width: number, height: number) {
	const base64 = await page.evaluate(
		async ([w, h]) => {
			const canvas = new OffscreenCanvas(w, h);
			const paper = canvas.getContext('2d')!;
			const colours = ['#c0532b', '#e9b872', '#4f7a6b', '#2f4858'];
			colours.forEach((colour, index) => {
				paper.fillStyle = colour;
				paper.fillRect((index % 2) * (w / 2), Math.floor(index / 2) * (h / 2), w / 2, h / 2);
			});
			const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
			return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
		},
		[width, height] as const
	);
	return {
		name: 'me.png',
		mimeType: 'image/png',
		buffer: Buffer.from(base64, 'base64')
	};
}

async function befriend(asking: BrowserContext, answering: BrowserContext, whom: Account) {
	const { friend_request } = await act(
		asking,
		'POST',
		`/users/@${whom.username}/friend-request`,
		{}
	);
	const { id } = friend_request as { id: string };
	await act(answering, 'POST', `/friend-requests/${id}/respond`, {
		action: 'accept'
	});
}

const preview = (page: Page): Locator => page.getByTestId('profile-preview');

async function save(page: Page) {
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Your profile is saved.').first()).toBeVisible();
}

test('a profile is filled, seen, and partly hidden', async ({ browser }) => {
	// Two uploads, three browsers, and the cities of the world read for the first time.
	test.slow();
	const house = await browser.newContext();
	await enterAsAda(house);
	const called = newName('Inês Moura');
	const [ines, ben, zoe] = [
		await member(house, 'ines'),
		await member(house, 'ben'),
		await member(house, 'zoe')
	];
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 }
	});
	const friend = await browser.newContext();
	const stranger = await browser.newContext();
	await enter(context, ines);
	await enter(friend, ben);
	await enter(stranger, zoe);
	await befriend(friend, context, ines);

	const page = await context.newPage();
	await page.goto('/settings/profile');

	await test.step('too small a picture is refused kindly, before anything is sent', async () => {
		const sent: string[] = [];
		page.on('request', (request) => {
			if (request.url().includes('/api/v1/media')) sent.push(request.method());
		});
		const group = page.getByRole('group', { name: 'Picture' });
		await group.locator('input[type=file]').setInputFiles(await picture(page, 400, 900));
		await expect(group.getByRole('alert')).toContainText('400 × 900');
		expect(sent).toEqual([]);
	});

	await test.step('a picture is cut by keys, sent and shown', async () => {
		const group = page.getByRole('group', { name: 'Picture' });
		await group.locator('input[type=file]').setInputFiles(await picture(page, 1600, 900));
		const dialog = page.getByRole('dialog', { name: 'Your picture' });
		const frame = dialog.getByRole('group', { name: 'What will be shown' });
		await frame.focus();
		const shown = frame.locator('img');
		const before = await shown.boundingBox();
		await page.keyboard.press('+');
		await page.keyboard.press('+');
		await page.keyboard.press('ArrowLeft');
		await expect
			.poll(async () => (await shown.boundingBox())?.width)
			.toBeGreaterThan(before?.width ?? Infinity);
		await dialog.getByRole('button', { name: 'Use this' }).click();
		await expect(group.getByRole('button', { name: 'Remove' })).toBeVisible({
			timeout: 20_000
		});
		await expect(group.locator('img')).toHaveAttribute('src', /\/media\//);
	});

	await test.step('a banner as well', async () => {
		const group = page.getByRole('group', { name: 'Banner' });
		await group.locator('input[type=file]').setInputFiles(await picture(page, 2000, 1200));
		await page.getByRole('dialog').getByRole('button', { name: 'Use this' }).click();
		await expect(group.getByRole('button', { name: 'Remove' })).toBeVisible({
			timeout: 20_000
		});
	});

	await test.step('what is typed is seen at once, as the chosen viewer will see it', async () => {
		await page.getByRole('textbox', { name: 'Display name' }).fill(called);
		await page.getByRole('textbox', { name: 'About you' }).fill('Bakes **bread**, rows *slowly*.');
		await expect(preview(page)).toContainText(called);
		await expect(preview(page)).not.toContainText('Bakes');
		await page.getByText('A friend', { exact: true }).click();
		await expect(preview(page).locator('strong')).toHaveText('bread');
	});

	await test.step('the draft outlives the page', async () => {
		await page.waitForTimeout(400);
		await page.reload();
		await expect(page.getByText('what you wrote before')).toBeVisible();
		await expect(page.getByRole('textbox', { name: 'Display name' })).toHaveValue(called);
	});

	await test.step('leaving asks, and staying stays', async () => {
		await page.getByRole('link', { name: 'Security' }).click();
		await page.getByRole('button', { name: 'Stay here' }).click();
		await expect(page).toHaveURL(/settings\/profile$/);
		await save(page);
	});

	await test.step('pronouns in a preset, a place as one types, interests offered and own', async () => {
		await page.getByRole('link', { name: 'Identity' }).click();
		await page.getByRole('button', { name: 'she/her', exact: true }).click();
		await page.getByRole('combobox', { name: 'Place' }).fill('Lisbo');
		await page.getByRole('option', { name: /Lisbon, Portugal/ }).click({ timeout: 20_000 });
		await page.getByRole('link', { name: 'Interests' }).click();
		const field = page.getByRole('combobox', { name: 'Interests' });
		await field.fill('sourd');
		await page.getByRole('option', { name: /Sourdough/ }).click();
		await field.fill('night trains');
		await field.press('Enter');
		const move = page.getByRole('button', { name: 'Move: night trains', exact: true });
		await move.focus();
		await page.keyboard.press('Space');
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('Space');
		await expect(
			page.getByRole('list', { name: 'Your interests' }).getByRole('listitem').first()
		).toContainText('night trains');
		await save(page);
	});

	const inesAt = async (one: BrowserContext) => {
		const seen = await one.newPage();
		await seen.goto(`/@${ines.username}`);
		await expect(seen.getByRole('heading', { level: 1, name: called })).toBeVisible();
		return seen;
	};

	await test.step('a friend sees it all, somebody else a name and a face', async () => {
		const asFriend = await inesAt(friend);
		await expect(asFriend.getByText('Lisbon, Portugal')).toBeVisible();
		await expect(asFriend.getByText('she/her')).toBeVisible();
		await expect(asFriend.getByRole('link', { name: 'night trains' })).toHaveAttribute(
			'href',
			/\/people\?interest=night/
		);
		await asFriend.close();
		const asStranger = await inesAt(stranger);
		await expect(asStranger.locator('main img').first()).toBeVisible();
		await expect(asStranger.getByText('Lisbon')).toHaveCount(0);
		await expect(asStranger.getByText('Bakes')).toHaveCount(0);
		await asStranger.close();
	});

	await test.step('what is hidden is hidden in truth, and what is opened is open', async () => {
		await page.getByRole('link', { name: 'Visibility' }).click();
		const level = (field: string, name: string) =>
			page.getByRole('radiogroup', { name: field, exact: true }).getByText(name);
		const kept = () =>
			page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
		for (const [field, name] of [
			['Place', 'Only me'],
			['About you', 'All members']
		] as const) {
			const done = kept();
			await level(field, name).click();
			await done;
		}
		const asFriend = await inesAt(friend);
		await expect(asFriend.getByText('Bakes')).toBeVisible();
		await expect(asFriend.getByText('Lisbon')).toHaveCount(0);
		await asFriend.close();
		const asStranger = await inesAt(stranger);
		await expect(asStranger.getByText('Bakes')).toBeVisible();
		await asStranger.close();
		await page.goto(`/@${ines.username}`);
		await expect(page.getByText('Private to you')).toBeVisible();
	});

	await test.step('one switch hides all of it, and brings back what was chosen', async () => {
		await page.goto('/settings/profile/visibility');
		const hide = page.getByRole('switch', { name: 'Hide entire profile' });
		const flip = async () => {
			const done = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
			await hide.click();
			expect((await done).ok()).toBe(true);
		};
		await flip();
		let asFriend = await inesAt(friend);
		await expect(asFriend.getByText('shows nothing here at the moment')).toBeVisible();
		await expect(asFriend.getByText('Bakes')).toHaveCount(0);
		await asFriend.close();
		await flip();
		asFriend = await inesAt(friend);
		await expect(asFriend.getByText('Bakes')).toBeVisible();
		await asFriend.close();
	});

	for (const one of [house, context, friend, stranger]) await one.close();
});
