import House from '@lucide/svelte/icons/house';
import { render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

const draw = (props: Record<string, unknown>) => {
	const { container } = render(House, { props });
	const drawn = container.querySelector('svg');
	expect(drawn?.namespaceURI).toBe('http://www.w3.org/2000/svg');
	return { drawn, said: (name: string) => drawn?.getAttribute(name) };
};

describe('a sign', () => {
	it('is drawn in the colour of the text, and is silent', () => {
		const { drawn, said } = draw({});
		expect(drawn?.querySelectorAll('path')).toHaveLength(2);
		expect(['width', 'stroke', 'stroke-width', 'fill', 'aria-hidden'].map(said)).toEqual([
			'24',
			'currentColor',
			'2',
			'none',
			'true'
		]);
	});

	it('is as large, bold and full as it is wished, and speaks where it has a name', () => {
		const { said } = draw({
			size: 20,
			strokeWidth: 1.5,
			fill: 'currentColor',
			class: ['text-ember', false],
			'aria-label': 'Home'
		});
		expect(
			['height', 'viewBox', 'stroke-width', 'fill', 'class', 'aria-label', 'aria-hidden'].map(said)
		).toEqual(['20', '0 0 24 24', '1.5', 'currentColor', 'text-ember', 'Home', null]);
	});

	it('is no longer put together from a list of shapes wherever it stands', () => {
		expect(String(House)).not.toContain('iconData');
	});
});
