import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Shows every part of the design system on one page; it belongs to no build. */
export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	plugins: [tailwindcss(), svelte({ configFile: false })],
	resolve: { alias: { $lib: fileURLToPath(new URL('../src/lib', import.meta.url)) } },
	server: { host: '127.0.0.1', port: 4320, strictPort: true, fs: { allow: ['..'] } }
});
