/**
 * Photographs every screen of a running house, wide and narrow, light and dark, to be looked at.
 *
 *     node e2e/screens.ts URL NAME PASSWORD FOLDER [SCREEN…]
 *
 * The house should be one that `longhouse demo` has filled.
 */
import { mkdir } from 'node:fs/promises';
import { chromium, type BrowserContext } from '@playwright/test';

const OUTSIDE = ['/sign-in', '/register', '/forgot', '/waiting', '/welcome#spent', '/reset#spent', '/confirm-email#spent', '/unsubscribe#spent'];
const INSIDE = [
	'/',
	'/sections',
	'/sections/music',
	'/sections/photo',
	'/sections/event',
	'/sections/recipe',
	'/sections/book',
	'/sections/movie',
	'/sections/general',
	'/saved',
	'/search',
	'/search?q=the&section=general,book',
	'/search?q=nothing+like+this&section=music',
	'/notifications',
	`/@${process.argv[3]}`,
	`/@${process.argv[3]}/comments`,
	`/@${process.argv[3]}/followers`,
	`/@${process.argv[3]}/friends`,
	'/friends',
	'/friends/requests',
	'/people',
	'/people?q=a',
	'/people?q=nobody+like+this&pronouns=she%2Fher',
	'/@amara',
	'/@amara/friends',
	'/@amara/following',
	'/@pavel',
	'/getting-started',
	'/canvas',
	'/canvas/default',
	'/@nobody-by-this-name',
	'/posts/01936f00-0000-7000-8000-000000000000',
	'/settings/profile',
	'/settings/profile/identity',
	'/settings/profile/interests',
	'/settings/profile/visibility',
	'/settings/profile/showcase',
	'/settings/security',
	'/settings/appearance',
	'/settings/people',
	'/settings/notifications',
	'/admin/members',
	'/admin/members?status=active',
	'/admin/content',
	'/admin/content?type=comment',
	'/admin/invites',
	'/admin/site',
	'/admin/log',
	'/nowhere'
];
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'] as const;

const [url = '', name = '', password = '', folder = '', ...wanted] = process.argv.slice(2);
const chosen = (paths: string[]) =>
	wanted.length === 0 ? paths : paths.filter((path) => wanted.includes(path));

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
	executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
	args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
});
const signedIn = await signIn();
for (const [size, viewport] of Object.entries(SIZES)) {
	for (const colorScheme of SCHEMES) {
		const look = { viewport, colorScheme, locale: 'en-US', deviceScaleFactor: 1 };
		const outside = await browser.newContext(look);
		await photograph(outside, chosen(OUTSIDE), `${size}-${colorScheme}`);
		await outside.close();
		const inside = await browser.newContext({ ...look, storageState: signedIn });
		await photograph(inside, chosen(INSIDE), `${size}-${colorScheme}`);
		await inside.close();
	}
}
await browser.close();

async function signIn() {
	const context = await browser.newContext({ locale: 'en-US' });
	const page = await context.newPage();
	await page.goto(`${url}/sign-in`);
	await page.locator('input[autocomplete="username"]').fill(name);
	await page.locator('input[autocomplete="current-password"]').fill(password);
	await page.keyboard.press('Enter');
	await page.waitForURL((at) => at.pathname === '/');
	const state = await context.storageState();
	await context.close();
	return state;
}

async function photograph(context: BrowserContext, paths: string[], suffix: string) {
	const page = await context.newPage();
	for (const path of paths) {
		await page.goto(`${url}${path}`);
		await page.waitForLoadState('load');
		await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' }).catch(() => {});
		await page.waitForTimeout(350);
		const called = path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home';
		await page.screenshot({ path: `${folder}/${called}.${suffix}.png` });
	}
	await page.close();
}
