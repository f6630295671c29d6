/** The same things with one of them moved to another place; places beyond the ends are the ends. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
	const target = Math.min(Math.max(to, 0), items.length - 1);
	const rest = items.filter((_, index) => index !== from);
	const item = items[from];
	return item === undefined ? [...items] : [...rest.slice(0, target), item, ...rest.slice(target)];
}
