import type { Plugin } from 'vite';

const sign = /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const drawn = /const iconData = (\{.*\});/;

/**
 * Writes each sign as the drawing that it is. As it comes, a sign is put together from a list of
 * shapes anew wherever it stands, which was a good part of drawing a page full of posts.
 */
export function signs(): Plugin {
	return {
		name: 'longhouse:signs',
		enforce: 'pre',
		transform(code, id) {
			if (!sign.test(id)) return null;
			const data = drawn.exec(code)?.[1];
			if (!data) this.error(`This sign is written otherwise than expected: ${id}`);
			return { code: component(JSON.parse(data) as Sign), map: null };
		}
	};
}

interface Sign {
	size: number;
	node: [tag: string, attributes: Record<string, string>][];
}

function component({ size, node }: Sign): string {
	const shapes = node.map(([tag, attributes]) => {
		const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
		return `<${tag}${written.join('')} />`;
	});
	return `<script>
	let { size = ${size}, strokeWidth = 2, fill = 'none', class: look, 'aria-label': name } = $props();
</script>
<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 ${size} ${size}" {fill}
	stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round"
	class={look} aria-label={name} aria-hidden={name ? undefined : 'true'}>${shapes.join('')}</svg>
`;
}
