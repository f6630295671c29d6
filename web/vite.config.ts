import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { ahead } from './bundle/ahead.ts';
import { signs } from './bundle/signs.ts';

/** Names one build; the service worker keeps what belongs to it under this name. */
const build = Date.now().toString(36);

/**
 * What a first view needs travels in few files: each costs a round trip, and a browser asks for
 * six at a time. A group takes along what its modules import, and what a group before it has
 * taken is left out. What brings a library along or waits for a press is imported at that moment
 * and stays out by itself.
 */
const groups = [
	/**
	 * Takes what the document says of this build, and only then asks for the program. Were it part
	 * of the ground, the program would be read first, and hold every build for a newer one.
	 */
	{ name: 'beginning', test: /kit\/src\/runtime\/client\/payload\.js|vite\/preload-helper/ },
	/**
	 * Every page stands on these three. They are of like size and come side by side: a connection
	 * that has just been opened is slow, and one large file would have only one.
	 */
	{ name: 'svelte', test: /node_modules\/svelte\/src\/(index-client|internal\/client\/index)\.js/ },
	{ name: 'kit', test: /@sveltejs\/kit\/src\/runtime\/client\/client\.js/ },
	/** Form fields are not on every page. */
	{
		name: 'ground',
		test: /src\/routes\/\+(layout|error)\.svelte|src\/lib\/(api|kernel)\/(?!messages\/(refusals\.)?(?!en)\w\w\.|offline\/(engine|carrier|cupboard|keeping|sending)\.)|src\/lib\/ui\/(?!Code\.|Section\.|Tabs\.|form\/|list\/|overlay\/(Tooltip|\w+Panel))/
	},
	/** Signs that more than one page shows; whoever needs one of them needs none of those pages. */
	{ name: 'signs', test: /@lucide\/svelte\/dist\/icons\//, minShareCount: 2 },
	/** Who one is, before the door as behind it. */
	{ name: 'identity', test: /src\/lib\/features\/identity\/(context|messages)\.(svelte\.)?ts/ },
	/** What stands around every page behind the door. */
	{ name: 'frame', test: /src\/routes\/\(app\)\/\+layout\.svelte/ },
	/** What members write, as text. */
	{ name: 'text', test: /src\/lib\/features\/posts\/text\/RichText\.svelte/ },
	/** What every list stands on, of people as of posts. */
	{ name: 'list', test: /src\/lib\/ui\/list\/List\.svelte/ },
	/** Posts as they are read. */
	{ name: 'reading', test: /src\/lib\/features\/responses\/PostList\.svelte/ },
	/** What stands above each page of a person. */
	{ name: 'person', test: /src\/routes\/\(app\)\/@\[username\]\/\+layout\.svelte/ },
	/** All texts of another language: whoever reads it needs them together. */
	{
		name: (id: string) => `words-${/(\w\w)\.ts$/.exec(id)?.[1]}`,
		test: /src\/lib\/(kernel\/messages\/(?!en)\w\w|(features\/\w+|shell)\/messages\.\w\w)\.ts$/
	}
];

/** The scripts that stand in the document itself, as a policy names them. */
const inlineScripts = [
	...readFileSync(fileURLToPath(new URL('./src/app.html', import.meta.url)), 'utf-8').matchAll(
		/<script>(.*?)<\/script>/gs
	)
].map(
	([, script]) =>
		`sha256-${createHash('sha256')
			.update(script ?? '')
			.digest('base64')}` as const
);

const server = process.env.LONGHOUSE_DEV_SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig({
	plugins: [
		tailwindcss(),
		signs(),
		sveltekit({
			// The house hands out what is compressed beforehand; it compresses nothing itself.
			adapter: adapter({
				pages: '../server/src/longhouse/web',
				fallback: 'index.html',
				precompress: true
			}),
			// Every page is drawn in the browser from one document, so its few inline lines are
			// the same everywhere and the server can allow them by their hash.
			csp: { mode: 'hash', directives: { 'script-src': ['self', ...inlineScripts] } },
			// What every page needs of the styles comes with the document: nothing is waited for before
			// the first paint.
			inlineStyleThreshold: 64_000,
			paths: { relative: false },
			serviceWorker: { register: false },
			version: { name: build, pollInterval: 10 * 60_000 }
		}),
		ahead(),
		svelteTesting()
	],
	define: { __BUILD__: JSON.stringify(build) },
	resolve: {
		alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) }
	},
	// Nothing is written into the style sheet as data: the page allows fonts and pictures by address.
	build: {
		assetsInlineLimit: 0,
		rolldownOptions: {
			output: { codeSplitting: { groups } },
			// How long each plugin took is no word for whoever starts a house for the first time.
			checks: { pluginTimings: false }
		}
	},
	server: {
		host: '127.0.0.1',
		proxy: { '/api': { target: server, ws: true } }
	},
	test: {
		environment: 'happy-dom',
		include: ['src/**/*.test.ts'],
		setupFiles: ['./src/testSetup.ts'],
		restoreMocks: true,
		unstubGlobals: true
	}
});
