import type { AnswerOf } from './client';

/** The things that the server speaks of, named once, taken from the generated schema. */
export type Site = AnswerOf<'/api/v1/site', 'get'>['site'];
export type Me = NonNullable<AnswerOf<'/api/v1/auth/session', 'get'>['user']>;
export type MySession = NonNullable<AnswerOf<'/api/v1/auth/session', 'get'>['session']>;
export type SessionRow = AnswerOf<'/api/v1/auth/sessions', 'get'>['sessions'][number];
export type Person = AnswerOf<'/api/v1/users/me', 'patch'>['user'];
export type Settings = AnswerOf<'/api/v1/users/me/settings', 'get'>['settings'];
export type Member = AnswerOf<'/api/v1/admin/users', 'get'>['users'][number];
export type Invite = AnswerOf<'/api/v1/admin/invites', 'get'>['invites'][number];
export type SiteConfig = AnswerOf<'/api/v1/admin/config', 'get'>['config'];
export type AuditEntry = AnswerOf<'/api/v1/admin/audit-logs', 'get'>['logs'][number];
