import type { Section } from './wire';

/** The newest post known of each section, and up to where the member has seen it. Ids are times. */
export interface News {
	readonly newest: Readonly<Record<string, string>>;
	readonly seen: Readonly<Record<string, string>>;
	/** What the server counts as not seen, until the member looks. */
	readonly unread: Readonly<Record<string, boolean>>;
}

export const nothingNew: News = { newest: {}, seen: {}, unread: {} };

export function noteRead(news: News, sections: readonly Section[]): News {
	const unread = Object.fromEntries(sections.map(({ id, unread }) => [id, Boolean(unread)]));
	return { ...news, unread };
}

/** A `new_post`; told twice or out of turn, it comes to the same. */
export function noteNew(news: News, sectionId: string, postId: string): News {
	if ((news.newest[sectionId] ?? '') >= postId) return news;
	return { ...news, newest: { ...news.newest, [sectionId]: postId } };
}

export function noteSeen(news: News, sectionId: string): News {
	return {
		...news,
		seen: { ...news.seen, [sectionId]: news.newest[sectionId] ?? '' },
		unread: { ...news.unread, [sectionId]: false }
	};
}

export function dotted(news: News, sectionId: string): boolean {
	const isNew = (news.newest[sectionId] ?? '') > (news.seen[sectionId] ?? '');
	return isNew || (news.unread[sectionId] ?? false);
}
