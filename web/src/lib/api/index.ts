/** The door to the server: a typed client, its errors, and the shapes it speaks of. */
export { createApi, type AnswerOf, type Api } from './client';
export { provideApi, useApi } from './context';
export { ApiError } from './errors';
export type {
	AuditEntry,
	Invite,
	Me,
	Member,
	MySession,
	Person,
	SessionRow,
	Settings,
	Site,
	SiteConfig
} from './shapes';
export type { paths } from './schema';
