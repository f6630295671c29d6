import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

const name = 'ahead.js';
const folder = '_app/immutable/';
const template = fileURLToPath(new URL('./ahead.js', import.meta.url));

/**
 * Writes `ahead.js`: for each page, the scripts it stands on, and for each language its texts. One
 * document serves every path, so it cannot name them itself, and finding them out costs a round
 * trip each time one script leads to the next.
 */
export function ahead(): Plugin {
	return {
		name: 'longhouse:ahead',
		applyToEnvironment: (environment) => environment.name === 'client',
		configureServer(server) {
			server.middlewares.use(`/${name}`, (_, response) => {
				response.setHeader('Content-Type', 'text/javascript').end('');
			});
		},
		generateBundle(_, bundle) {
			const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
			const files: string[] = [];
			const numberOf = (file: string) => {
				const known = files.indexOf(file);
				return known === -1 ? files.push(file) - 1 : known;
			};
			const nodes = routeNodes(chunks, (id) => this.getModuleInfo(id)?.importedIds ?? []);
			const ways = [...nodes.entries()]
				.filter(([route]) => route.endsWith('+page.svelte'))
				// A path without a parameter is the more exact answer to one with it.
				.sort(([a], [b]) => (a.match(/\[/g)?.length ?? 0) - (b.match(/\[/g)?.length ?? 0))
				.map(([route, page]) => {
					const needed = [...layoutsOf(route, nodes), page].flatMap((chunk) =>
						withImports(chunk, bundle)
					);
					return [patternOf(route), [...new Set(needed)].map(numberOf)];
				});
			const words = chunks
				.filter(({ name }) => name.startsWith('words-'))
				.map(({ fileName, name }) => [name.slice('words-'.length), numberOf(fileName)]);
			const source = readFileSync(template, 'utf-8')
				.replace('__WAYS__', () => JSON.stringify(ways))
				.replace('__WORDS__', () => JSON.stringify(Object.fromEntries(words)))
				.replace('__FILES__', () => JSON.stringify(files.map((file) => file.replace(folder, ''))));
			this.emitFile({ type: 'asset', fileName: name, source });
		}
	};
}

type Chunk = Rolldown.OutputChunk;

/** The chunk in which each page and layout begins, by its place below `routes`. */
function routeNodes(chunks: Chunk[], importsOf: (id: string) => readonly string[]) {
	const nodes = new Map<string, Chunk>();
	for (const chunk of chunks) {
		if (!chunk.name.startsWith('nodes/') || !chunk.facadeModuleId) continue;
		for (const id of importsOf(chunk.facadeModuleId)) {
			const route = id.split('/src/routes/')[1];
			if (route?.endsWith('.svelte')) nodes.set(route, chunk);
		}
	}
	return nodes;
}

function layoutsOf(route: string, nodes: Map<string, Chunk>): Chunk[] {
	const steps = route.split('/').slice(0, -1);
	return steps.flatMap(
		(_, depth) => nodes.get([...steps.slice(0, depth + 1), '+layout.svelte'].join('/')) ?? []
	);
}

function withImports(chunk: Chunk, bundle: Rolldown.OutputBundle, found: string[] = []): string[] {
	if (found.includes(chunk.fileName)) return found;
	found.push(chunk.fileName);
	for (const file of chunk.imports) {
		const next = bundle[file];
		if (next?.type === 'chunk') withImports(next, bundle, found);
	}
	return found;
}

/** `(app)/sections/[section]/+page.svelte` is asked for as `^/sections/[^/]+/?$`. */
function patternOf(route: string): string {
	const steps = route
		.split('/')
		.slice(0, -1)
		.filter((step) => !step.startsWith('('))
		.map((step) =>
			step.startsWith('[[') ? '(/[^/]+)?' : `/${step.replaceAll(/\[[^\]]+\]/g, '[^/]+')}`
		);
	return `^${steps.join('')}/?$`;
}
