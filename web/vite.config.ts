import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** Names one build; the service worker keeps what belongs to it under this name. */
const build = Date.now().toString(36);

/**
 * What every page stands on travels in one file instead of forty. Left out is what brings a
 * library along and is not on every page.
 */
const ground =
	/src\/lib\/(api|kernel)\/(?!offline\/(engine|carrier|cupboard|keeping|sending)\.)|src\/lib\/ui\/(?!Tabs|list\/|overlay\/(Tooltip|\w+Panel))/;

const server = process.env.LONGHOUSE_DEV_SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig({
	plugins: [
		tailwindcss(),
		sveltekit({
			// The house hands out what is compressed beforehand; it compresses nothing itself.
			adapter: adapter({
				pages: '../server/src/longhouse/web',
				fallback: 'index.html',
				precompress: true
			}),
			// Every page is drawn in the browser from one document, so its few inline lines are
			// the same everywhere and the server can allow them by their hash.
			csp: { mode: 'hash', directives: { 'script-src': ['self'] } },
			paths: { relative: false },
			serviceWorker: { register: false },
			version: { name: build, pollInterval: 10 * 60_000 }
		}),
		svelteTesting()
	],
	define: { __BUILD__: JSON.stringify(build) },
	resolve: {
		alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) }
	},
	// Nothing is written into the style sheet as data: the page allows fonts and pictures by address.
	build: {
		assetsInlineLimit: 0,
		rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'ground', test: ground }] } } }
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
