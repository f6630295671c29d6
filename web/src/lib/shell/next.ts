/** The sign-in page, which afterwards leads back to where one wanted to go. */
export function signInPath(wanted: { pathname: string; search: string }): string {
	const path = wanted.pathname + wanted.search;
	return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
}

/**
 * Where to go after signing in. Only a path of this house is followed: an address that a
 * stranger put into a link must not be where the member ends up.
 */
export function nextPath(params: { get(name: string): string | null }): string {
	const next = params.get('next') ?? '/';
	if (!next.startsWith('/') || /^\/[/\\]/.test(next)) return '/';
	try {
		const url = new URL(next, 'https://house.invalid');
		return url.host === 'house.invalid' ? url.pathname + url.search + url.hash : '/';
	} catch {
		return '/';
	}
}
