import {
	expect,
	type Browser,
	type BrowserContextOptions,
	type Locator,
	type Page
} from '@playwright/test';
import { enter, enterAsAda, member, type Account } from './house';

export const phone = { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true };

export interface Point {
	x: number;
	y: number;
}

/** The plane of a canvas in somebody's browser, looked at as a person would. */
export class Plane {
	readonly page: Page;
	readonly surface: Locator;

	constructor(page: Page) {
		this.page = page;
		this.surface = page.getByRole('application');
	}

	async open(id: string, view: string): Promise<void> {
		await this.page.goto(`/canvas/${id}#${view}`);
		await expect(this.page.getByText(/\d+ here/)).toBeVisible();
	}

	get presence(): Locator {
		return this.page.getByText(/^\d+ here$/);
	}

	get composer(): Locator {
		return this.page.getByRole('textbox', { name: 'Write something at this place' });
	}

	/** How many pixels are inked in a box around a place of the screen: letters, no dots of the paper. */
	async inkAt({ x, y }: Point, width: number, height: number): Promise<number> {
		return this.surface.locator('canvas').evaluate(
			(canvas: HTMLCanvasElement, box) => {
				const ratio = canvas.width / canvas.clientWidth;
				const pen = canvas.getContext('2d');
				if (!pen) return 0;
				const [left, top] = [box.x * ratio, box.y * ratio];
				const { data } = pen.getImageData(left, top, box.width * ratio, box.height * ratio);
				let inked = 0;
				for (let index = 0; index < data.length; index += 4) {
					const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(index, index + 4);
					const colourful = Math.max(red, green, blue) - Math.min(red, green, blue) > 40;
					if (colourful && alpha > 60) inked++;
				}
				return inked;
			},
			{ x, y, width, height }
		);
	}

	/** The middle of the screen, of which an address with `#x,y` names the place. */
	async middle(): Promise<Point> {
		const box = await this.surface.boundingBox();
		if (!box) throw new Error('the plane is not shown');
		return { x: box.width / 2, y: box.height / 2 };
	}

	async write(at: Point, words: string): Promise<void> {
		await this.surface.click({ position: at });
		await this.composer.pressSequentially(words);
	}
}

export async function members(browser: Browser, ...names: string[]): Promise<Account[]> {
	const admin = await browser.newContext();
	await enterAsAda(admin);
	const accounts: Account[] = [];
	for (const name of names) accounts.push(await member(admin, name));
	await admin.close();
	return accounts;
}

/** A browser of somebody who is signed in, with a plane in it. */
export async function planeOf(
	browser: Browser,
	account: Account,
	options: BrowserContextOptions = {}
) {
	const context = await browser.newContext(options);
	await enter(context, account);
	return { context, plane: new Plane(await context.newPage()) };
}
