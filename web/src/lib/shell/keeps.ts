/** Which answers are kept for reading without a network: the last feeds and threads, and one's own. */
const everywhere = [
	/^\/api\/v1\/auth\/session$/,
	/^\/api\/v1\/site$/,
	/^\/api\/v1\/sections(\/[^/]+(\/feed)?)?$/,
	/^\/api\/v1\/posts\/[^/]+(\/comments)?$/,
	/^\/api\/v1\/notifications(\/count)?$/,
	/^\/api\/v1\/users\/me(\/saved|\/settings)?$/
];
const ofPerson = /^\/api\/v1\/users\/([^/]+)(\/posts|\/comments)?$/;
const closesDoor = /^\/api\/v1\/users\/[^/]+\/(block|mute)$/;

interface Myself {
	id: string;
	username: string;
}

export function keeps(path: string, me: Myself | null): boolean {
	if (everywhere.some((pattern) => pattern.test(path))) return true;
	const reference = decodeURIComponent(ofPerson.exec(path)?.[1] ?? '');
	return me !== null && (reference === me.id || reference === `@${me.username}`);
}

/** The one answer that says who is signed in, or nobody; things are kept for that member alone. */
export function names(path: string, answer: string): string | null | undefined {
	if (path !== '/api/v1/auth/session') return undefined;
	const { user } = JSON.parse(answer) as { user?: { id?: unknown } | null };
	return typeof user?.id === 'string' ? user.id : null;
}

/** After this, what was kept shows people who are not to be seen any more, or the other way round. */
export function changesSight(method: string, path: string): boolean {
	return method !== 'GET' && closesDoor.test(path);
}
