import { defineConfig } from '@playwright/test';

// Two halves of the journeys may be walked at once; each leaves its pictures and report apart.
const part = process.env['JOURNEYS_PART'] ?? 'all';

/**
 * Journeys through a running house at LONGHOUSE_URL, in the machine's own Chromium. They share
 * the house and its first admin, so they walk one after the other.
 */
export default defineConfig({
	testDir: './journeys',
	outputDir: `./results/${part}`,
	reporter: [['list'], ['html', { outputFolder: `./report/${part}`, open: 'never' }]],
	workers: 1,
	fullyParallel: false,
	forbidOnly: Boolean(process.env['CI']),
	timeout: 60_000,
	expect: { timeout: 10_000 },
	use: {
		baseURL: process.env['LONGHOUSE_URL'] ?? 'http://127.0.0.1:8000',
		browserName: 'chromium',
		locale: 'en-US',
		timezoneId: 'UTC',
		// A trace of each step takes a fifth of the time of all: JOURNEYS_TRACE=1 asks for it.
		trace: process.env['JOURNEYS_TRACE'] ? 'retain-on-failure' : 'off',
		screenshot: 'only-on-failure',
		launchOptions: {
			executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
			// Chromium refuses its sandbox to root, as which containers and builds often run.
			args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
		}
	}
});
