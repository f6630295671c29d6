const counted = /^\(\d+\+?\) /;

/** `(3) Music`: what waits, also where only the tab is seen. */
export function withCount(title: string, count: number): string {
	const bare = title.replace(counted, '');
	if (count <= 0) return bare;
	return `(${count > 99 ? '99+' : count}) ${bare}`;
}

/**
 * Keeps the count before whatever title the page gives itself. To be run in an effect: it is run
 * again when the count has changed.
 */
export function showInTitle(count: () => number): () => void {
	const now = count();
	const show = () => {
		const wanted = withCount(document.title, now);
		if (document.title !== wanted) document.title = wanted;
	};
	show();
	const observer = new MutationObserver(show);
	observer.observe(document.head, { childList: true, subtree: true, characterData: true });
	return () => observer.disconnect();
}

/** On the icon of the installed app, where there is one. */
export function showOnApp(count: number): void {
	const { navigator } = globalThis as { navigator: Partial<Navigator> };
	const done = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
	// Refused where the app is not installed: then there is no icon to show it on.
	done?.catch(() => {});
}
