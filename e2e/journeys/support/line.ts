import type { Page, WebSocketRoute } from '@playwright/test';

/** The line between a page and the house, that can be cut and mended. Made before the page opens. */
export class Line {
	#cut = false;
	#open = new Map<WebSocketRoute, WebSocketRoute>();

	static async of(page: Page): Promise<Line> {
		const line = new Line();
		await page.routeWebSocket(/\/api\/v1\/ws/, (route) => line.#take(route));
		// The page waits between one and two seconds before it tries again; here one and a tenth.
		await page.addInitScript(() => (Math.random = () => 0.1));
		return line;
	}

	async cut(): Promise<void> {
		this.#cut = true;
		for (const [page, house] of this.#open) {
			await house.close({ code: 1000 });
			await page.close({ code: 1012 });
		}
		this.#open.clear();
	}

	mend(): void {
		this.#cut = false;
	}

	/** How often the page has got through. */
	get taken(): number {
		return this.#taken;
	}

	#taken = 0;

	#take(route: WebSocketRoute): void {
		if (this.#cut) {
			void route.close({ code: 1012 });
			return;
		}
		this.#taken += 1;
		this.#open.set(route, route.connectToServer());
	}
}

/** Notes when words go out of a page and when they come into another. Made before the page opens. */
export async function noteWords(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const went: Record<string, number> = {};
		const came: Record<string, number> = {};
		const note = (times: Record<string, number>, message: unknown) => {
			for (const [, words = ''] of String(message).matchAll(/"type":"chat".*?"payload":"(.*?)"/g)) {
				times[words] ??= Date.now();
			}
		};
		window.WebSocket = class extends WebSocket {
			constructor(address: string | URL) {
				super(address);
				this.addEventListener('message', ({ data }) => note(came, data));
			}
			override send(data: string) {
				note(went, data);
				super.send(data);
			}
		};
		Object.assign(window, { went, came });
	});
}

type Noted = { went: Record<string, number>; came: Record<string, number> };

export async function noted(page: Page): Promise<Noted> {
	return page.evaluate(() => {
		const { came, went } = window as unknown as Noted;
		return { came, went };
	});
}
