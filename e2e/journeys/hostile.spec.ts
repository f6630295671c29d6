import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { enter, enterAsAda, member, type Account } from './support/house';

/** Each would report itself, or go elsewhere, if any of it were taken for more than words. */
const words = [
	'<script>pwned("script")</script>',
	'<img src=x onerror=pwned("img")>',
	'<svg onload=pwned("svg")><foreignObject><iframe src="javascript:pwned(1)"></foreignObject></svg>',
	'<math><mtext></table><img src=x onerror=pwned("math")>',
	'<a href="javascript:pwned(2)" onclick="pwned(3)">here</a>',
	'<style>@import "https://evil.example/s.css"</style><link rel=stylesheet href=//evil.example>',
	'<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=//evil.example">',
	'[a](javascript:pwned(4)) [b](JaVaScRiPt:pwned(5)) [c](java\tscript:pwned(6))',
	'[d](&#106;avascript:pwned(7)) [e](javascript&colon;pwned(8)) [f](\u0001javascript:pwned(9))',
	'[g](data:text/html,<script>pwned(10)</script>) [h](vbscript:pwned(11)) [i](//evil.example)',
	'![j](https://evil.example/pixel.png) ![k](javascript:pwned(12)) ![l](x" onerror="pwned(13))',
	'[m](https://example.org/" onmouseover="pwned(14)) <https://example.org/"onclick="pwned(15)>',
	'`<img src=x onerror=pwned("code")>` {@html "<img src=x onerror=pwned(16)>"} ${pwned(17)}',
	'</textarea></title><script>pwned("out")</script> --> ]]> {{constructor.constructor("pwned()")()}}'
];
const hostile = words.join('\n\n');
const schemes = ['javascript:pwned(20)', 'data:text/html,<script>pwned(21)</script>', '//evil.example'];

interface Watch {
	pwned: string[];
	elsewhere: string[];
	violations: string[];
}

/** What a page does that no page of ours may do. */
async function watch(page: Page): Promise<Watch> {
	const seen: Watch = { pwned: [], elsewhere: [], violations: [] };
	await page.exposeFunction('pwned', (by: unknown) => void seen.pwned.push(String(by)));
	await page.exposeFunction('violated', (what: string) => void seen.violations.push(what));
	await page.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', (event) => {
			const report = window as unknown as { violated(what: string): void };
			report.violated(`${event.violatedDirective} ${event.blockedURI}`);
		});
	});
	page.on('dialog', (dialog) => {
		seen.pwned.push(dialog.message());
		void dialog.dismiss();
	});
	const house = new URL(test.info().project.use.baseURL ?? '').origin;
	page.on('request', (request) => {
		const url = new URL(request.url());
		const inside = ['data:', 'blob:'].includes(url.protocol) || url.origin === house;
		if (!inside) seen.elsewhere.push(request.url());
	});
	return seen;
}

async function expectNothingHappened(page: Page, seen: Watch): Promise<void> {
	const found = await page.evaluate(() => {
		const every = [...document.querySelectorAll('*')];
		const attributes = every.flatMap((element) => [...element.attributes]);
		const leads = ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcdoc', 'data'];
		return {
			handlers: attributes.filter(({ name }) => /^on/i.test(name)).map(({ name }) => name),
			schemes: attributes
				.filter(({ name }) => leads.includes(name))
				.map(({ value }) => value)
				.filter((value) => /^[\s\u0000-\u001f]*(javascript|vbscript|data:text|\/\/)/i.test(value)),
			foreign: every
				.filter((element) => element.matches('main :is(script, iframe, object, embed, base, style)'))
				.map((element) => element.outerHTML)
		};
	});
	expect(found).toEqual({ handlers: [], schemes: [], foreign: [] });
	expect(seen).toEqual({ pwned: [], elsewhere: [], violations: [] });
}

async function send(context: BrowserContext, method: string, path: string, data: object) {
	const { csrf_token } = (await (await context.request.get('/api/v1/auth/csrf')).json()) as {
		csrf_token: string;
	};
	return context.request.fetch(`/api/v1${path}`, {
		method,
		data,
		headers: { 'X-CSRF-Token': csrf_token }
	});
}

async function publish(context: BrowserContext, content: string): Promise<string> {
	const answer = await send(context, 'POST', '/posts', { content, section_id: general });
	expect(answer.status(), await answer.text()).toBe(201);
	return ((await answer.json()) as { post: { id: string } }).post.id;
}

const general = '0190d6a0-0000-7000-8000-000000000007';

test.describe('words that want to be more', () => {
	let mallory: Account;
	let hers: BrowserContext;
	let reader: BrowserContext;
	let page: Page;
	let seen: Watch;

	test.beforeEach(async ({ browser }) => {
		reader = await browser.newContext();
		await enterAsAda(reader);
		mallory = await member(reader, 'mallory');
		hers = await browser.newContext();
		await enter(hers, mallory);
		page = await reader.newPage();
		seen = await watch(page);
	});

	test.afterEach(async () => {
		await hers.close();
		await reader.close();
	});

	test('a post and a comment are read as they were typed', async () => {
		const post = await publish(hers, hostile);
		const commented = await send(hers, 'POST', '/comments', { post_id: post, content: hostile });
		expect(commented.status()).toBe(201);
		for (const path of ['/sections/general', `/posts/${post}`]) {
			await page.goto(path);
			await expect(page.getByText('pwned("script")').first()).toBeVisible({ timeout: 15_000 });
			await expectNothingHappened(page, seen);
		}
	});

	test('a profile is read as it was typed', async () => {
		const name = '<img src=x onerror=pwned("name")>';
		const changed = await send(hers, 'PATCH', '/users/me', { display_name: name, bio: words[0] });
		expect(changed.status(), await changed.text()).toBe(200);
		await page.goto(`/@${mallory.username}`);
		await expect(page.getByRole('heading', { name })).toBeVisible();
		await expectNothingHappened(page, seen);
		await publish(hers, 'Good morning.');
		await page.goto('/sections/general');
		await expect(page.getByText(name).first()).toBeVisible();
		await expectNothingHappened(page, seen);
	});

	test('what a page says of itself is only words, whatever kind of page it is', async () => {
		const post = await publish(hers, 'Look at these.');
		const kinds = ['generic', 'music', 'movie', 'book', 'event', 'recipe', 'photo', 'video'];
		const told = (kind: string, bad: string) => ({
			kind,
			url: bad,
			canonical_url: bad,
			title: words[1],
			description: hostile,
			site_name: words[2],
			author: words[1],
			image: bad,
			icon: bad,
			embed: { provider: words[1], url: bad, height: 100, aspect_ratio: null },
			music: { artist: words[1], album: words[1], duration: 1 },
			movie: { director: words[1], poster: bad, synopsis: hostile, year: 1999 },
			book: { authors: [words[1]], cover: bad, isbn: words[1] },
			event: { place: words[1], address: words[1], tickets_url: bad, organizer: words[1] },
			recipe: { ingredients: [words[1]], yield: words[1] },
			photo: { image: bad, alt: words[1], width: 10, height: 10 }
		});
		const links = kinds.flatMap((kind, at) =>
			schemes.map((bad, n) => ({
				id: `0190d6a0-0000-7000-8000-00000000${at}${n}ff`,
				url: n === 0 ? bad : `https://example.org/${kind}`,
				metadata: told(kind, bad)
			}))
		);
		await page.route(`**/api/v1/posts/${post}`, async (route) => {
			const answer = await route.fetch();
			const read = (await answer.json()) as { post: object };
			await route.fulfill({ response: answer, json: { ...read, post: { ...read.post, links } } });
		});
		await page.goto(`/posts/${post}`);
		await expect(page.getByText('onerror=pwned("img")').first()).toBeVisible();
		await expect(page.locator('main a[href^="https://example.org/"]').nth(15)).toBeVisible();
		await expectNothingHappened(page, seen);
		// A card that leads to a script leads nowhere.
		await expect(page.locator('main a[href*="pwned"]')).toHaveCount(0);
	});

	test('a drawing and a page are no pictures', async () => {
		const { csrf_token } = (await (await hers.request.get('/api/v1/auth/csrf')).json()) as {
			csrf_token: string;
		};
		for (const [name, content] of [
			['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="pwned()"/>'.repeat(20)],
			['a.png', '<html><script>pwned()</script></html>'.repeat(20)]
		] as const) {
			const answer = await hers.request.post('/api/v1/media', {
				headers: { 'X-CSRF-Token': csrf_token },
				multipart: { file: { name, mimeType: 'image/png', buffer: Buffer.from(content) } }
			});
			expect(answer.status(), name).toBe(415);
		}
	});

	test('a script that did get in would not run', async () => {
		await page.goto('/');
		await page.evaluate(() => {
			const script = document.createElement('script');
			script.textContent = 'pwned("inline")';
			document.body.append(script);
			document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=pwned("on")>');
			document.body.insertAdjacentHTML('beforeend', '<img src="https://evil.example/p.png">');
		});
		await expect.poll(() => seen.violations.length).toBeGreaterThanOrEqual(3);
		expect(seen.violations.join('\n')).toContain('script-src-elem inline');
		expect(seen.violations.join('\n')).toContain('script-src-attr inline');
		expect(seen.violations.join('\n')).toContain('img-src https://evil.example');
		expect(seen.pwned).toEqual([]);
		// It would have been noticed.
		await page.evaluate(() => (window as unknown as { pwned(by: string): void }).pwned('told'));
		expect(seen.pwned).toEqual(['told']);
	});
});
