/**
 * Measures how a crowded canvas is drawn: 500 words alive, 200 people moving, told through the
 * page's own socket as the house tells them, while one rests and while one pans and zooms.
 *
 *     node e2e/canvas-frames.ts URL NAME PASSWORD [TRACE.json]
 *
 * Prints frames a second and long frames from the page's own clock, how long a drawing takes, and
 * what the page spends on script, on style and layout, and on all of its main thread in a second.
 * With a last argument it records a trace for chrome://tracing or ui.perfetto.dev.
 */
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { chromium, type Page, type WebSocketRoute } from '@playwright/test';

const TOPIC = 'canvas:default';
const PEOPLE = 200;
/** A word can be read for five seconds and fades for another: 85 a second are 500 alive. */
const WORDS_A_SECOND = 85;
const TICK_MS = 50;
const MOVES_MS = 200;
/** As many as the house tells in one frame. */
const MOVES_TOGETHER = 60;
const WARM_MS = 7_000;
const PHASE_MS = 10_000;
/** Pixels in colour: a figure for a page that draws nothing would be a fine one and mean nothing. */
const LEAST_INK = 10_000;
const VOCABULARY = 'bread lantern orchard gravel pocket kettle river morning over there hello'.split(' ');

const [url = '', name = '', password = '', trace] = process.argv.slice(2);
const browser = await chromium.launch({
	executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
	args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
});
const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
const entered = await context.request.post('/api/v1/auth/login', {
	data: { username: name, password }
});
if (!entered.ok()) throw new Error(`could not sign in: ${await entered.text()}`);
const page = await context.newPage();
const devtools = await context.newCDPSession(page);
await devtools.send('Performance.enable');
// How long each drawing takes, without what the page does between frames.
await page.addInitScript(() => {
	const drawings: number[] = [];
	const later = window.requestAnimationFrame.bind(window);
	window.requestAnimationFrame = (draw) =>
		later((now) => {
			const begun = performance.now();
			draw(now);
			drawings.push(performance.now() - begun);
		});
	Object.assign(window, { drawings, later });
});
const crowd = await gather(page);

const before = loadavg()[0] ?? 0;
await page.goto(`/canvas/default#0,0,0.8`);
await page.getByText(`${PEOPLE + 1} here`).waitFor();
await page.waitForTimeout(WARM_MS);
if (trace) await browser.startTracing(page, { categories: ['devtools.timeline', 'benchmark', 'cc', 'viz'] });
const rows = [await watch('resting', false), await watch('panning and zooming', true)];
if (trace) await writeFile(trace, await browser.stopTracing());
crowd.stop();
console.table(rows);
console.log(`Load of the machine: ${before.toFixed(2)} before, ${(loadavg()[0] ?? 0).toFixed(2)} after.`);
await browser.close();

interface Row {
	phase: string;
	words: number;
	fps: number;
	p50: number;
	p99: number;
	worst: number;
	'over 25 ms': number;
	'over 50 ms': number;
	/** A tenth of the drawings took no longer, and half: a busy machine spoils the first least. */
	'draw p10': number;
	'draw p50': number;
	'script ms/s': number;
	'layout ms/s': number;
	'main ms/s': number;
}

interface Drawn {
	drawings: number[];
	later: (draw: (now: number) => void) => number;
}

/** Seconds that the page has spent since it was opened. */
async function spent(): Promise<{ script: number; layout: number; task: number }> {
	const { metrics } = await devtools.send('Performance.getMetrics');
	const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
	return {
		script: of('ScriptDuration'),
		layout: of('LayoutDuration') + of('RecalcStyleDuration'),
		task: of('TaskDuration')
	};
}

/** Stands between the page and the house, and lets a crowd be heard that is not there. */
async function gather(page: Page): Promise<{ stop: () => void }> {
	const people = Array.from({ length: PEOPLE }, (_, index) => ({
		id: `0190d6a0-0000-7000-8000-${String(index).padStart(12, '0')}`,
		username: `person-${index}`,
		display_name: `Person ${index}`,
		...somewhere()
	}));
	const timers: NodeJS.Timeout[] = [];
	let said = 0;
	let owed = 0;

	await page.routeWebSocket(/\/api\/v1\/ws/, (route) => {
		const house = route.connectToServer();
		route.onMessage((message) => house.send(message));
		house.onMessage((message) => {
			route.send(message);
			if (String(message).includes('"user_sync"') && timers.length === 0) begin(route);
		});
	});

	function begin(route: WebSocketRoute): void {
		const tell = (...frames: { type: string; data: unknown }[]) =>
			route.send(
				frames.map(({ type, data }) => JSON.stringify({ type, topic: TOPIC, data })).join('\n')
			);
		tell(...people.map(({ display_name, id, username }) => {
			return { type: 'user_joined', data: { user: { id, username, display_name, avatar: null } } };
		}));
		let last = performance.now();
		timers.push(
			setInterval(() => {
				const now = performance.now();
				owed += ((now - last) / 1000) * WORDS_A_SECOND;
				last = now;
				const words = Array.from({ length: Math.floor(owed) }, word);
				owed -= words.length;
				if (words.length > 0) tell(...words);
			}, TICK_MS),
			setInterval(() => {
				for (let start = 0; start < PEOPLE; start += MOVES_TOGETHER) {
					const moves = people.slice(start, start + MOVES_TOGETHER).map((person) => {
						person.x += Math.random() * 120 - 60;
						person.y += Math.random() * 120 - 60;
						return { user_id: person.id, position: { x: person.x, y: person.y } };
					});
					tell({ type: 'moves', data: { moves } });
				}
			}, MOVES_MS)
		);
	}

	function word() {
		const person = people[Math.floor(Math.random() * PEOPLE)];
		const length = 2 + Math.floor(Math.random() * 7);
		const payload = Array.from({ length }, () => {
			return VOCABULARY[Math.floor(Math.random() * VOCABULARY.length)];
		}).join(' ');
		const { id: user_id = '', username = '' } = person ?? {};
		const data = { id: `word-${said++}`, user_id, username, payload, position: somewhere() };
		return { type: 'chat', data: { ...data, draft_id: null } };
	}

	return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}

function somewhere() {
	return { x: Math.random() * 2000 - 1000, y: Math.random() * 1200 - 600 };
}

async function inked(page: Page): Promise<number> {
	return page.locator('[role="application"] canvas').evaluate((canvas: HTMLCanvasElement) => {
		const pen = canvas.getContext('2d');
		const { data } = pen?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
		let found = 0;
		for (let index = 0; index < data.length; index += 4) {
			const [red = 0, green = 0, blue = 0] = data.slice(index, index + 3);
			if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) found++;
		}
		return found;
	}, undefined, { timeout: 5_000 });
}

/** The times of all frames of ten seconds, as the page itself sees them. */
async function watch(phase: string, moving: boolean): Promise<Row> {
	const before = await spent();
	const { drawings, times } = await page.evaluate(
		({ length, moving }) =>
			new Promise<{ drawings: number[]; times: number[] }>((resolve) => {
				const { drawings, later } = window as unknown as Drawn;
				drawings.length = 0;
				const plane = document.querySelector('[role="application"] canvas');
				const found: number[] = [];
				// Swings about the crowd, by time and not by frames, so that it stays in sight.
				const swing = (since: number) => ({
					x: 260 * Math.sin(since / 900),
					y: 160 * Math.sin(since / 1_300),
					zoom: 0.4 * Math.sin(since / 1_100)
				});
				let before = swing(0);
				const step = (now: number) => {
					found.push(now);
					const since = now - (found[0] ?? now);
					if (since >= length) return resolve({ drawings, times: found });
					if (moving) {
						const next = swing(since);
						const wheel = { bubbles: true, cancelable: true, clientX: 840, clientY: 450 };
						const turns = [
							{ deltaX: next.x - before.x || 0.01, deltaY: next.y - before.y },
							{ deltaY: (before.zoom - next.zoom) * 100, ctrlKey: true }
						];
						for (const turn of turns) plane?.dispatchEvent(new WheelEvent('wheel', { ...wheel, ...turn }));
						before = next;
					}
					later(step);
				};
				later(step);
			}),
		{ length: PHASE_MS, moving }
	);
	const after = await spent();
	const each = (part: 'script' | 'layout' | 'task') =>
		Math.round(((after[part] - before[part]) * 1_000_000) / PHASE_MS);
	if ((await inked(page)) < LEAST_INK) throw new Error(`${phase}: no crowd was drawn`);
	const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
	const ranked = [...gaps].sort((a, b) => a - b);
	const at = (part: number, of = ranked) =>
		Number((of[Math.floor(of.length * part)] ?? 0).toFixed(1));
	drawings.sort((a, b) => a - b);
	return {
		phase,
		words: Math.round(WORDS_A_SECOND * 5.9),
		fps: Number(((gaps.length * 1000) / gaps.reduce((sum, gap) => sum + gap, 0)).toFixed(1)),
		p50: at(0.5),
		p99: at(0.99),
		worst: Number((ranked.at(-1) ?? 0).toFixed(1)),
		'over 25 ms': gaps.filter((gap) => gap > 25).length,
		'over 50 ms': gaps.filter((gap) => gap > 50).length,
		'draw p10': at(0.1, drawings),
		'draw p50': at(0.5, drawings),
		'script ms/s': each('script'),
		'layout ms/s': each('layout'),
		'main ms/s': each('task')
	};
}
