import type { AnswerOf } from '$lib/api';
import type { Page } from '$lib/features/posts';
import type { Section } from '$lib/features/sections';

export const types = [
	'new_comment',
	'mention',
	'reaction',
	'follow',
	'friend_request',
	'friend_accepted',
	'new_post'
] as const;
export const channels = ['in_app', 'push', 'email'] as const;

export type NotificationType = (typeof types)[number];
export type Channel = (typeof channels)[number];

type Told = AnswerOf<'/api/v1/notifications/{notification_id}', 'patch'>['notification'];

/** Told to one person because of something that somebody else did. */
export type Notification = Omit<Told, 'section'> & {
	section: Pick<Section, 'id' | 'name' | 'type'> | null;
};

export interface NotificationPage {
	notifications: Notification[];
	meta: Page & { unread_count: number };
}

export type Preferences = AnswerOf<'/api/v1/notifications/preferences', 'get'>['preferences'];
export type QuietHours = Preferences['quiet_hours'];
export type Batching = Preferences['email_batching'];

/** A change names only what it changes, at every level. */
export interface PreferencesChange {
	types?: Partial<Record<NotificationType, Partial<Record<Channel, boolean>>>>;
	quiet_hours?: Partial<QuietHours>;
	email_batching?: Batching;
}

export type SectionSubscription = AnswerOf<
	'/api/v1/sections/{section_id}/subscription',
	'put'
>['subscription'];

/** A device that is pushed to. */
export type PushDevice = AnswerOf<'/api/v1/push/subscriptions', 'post'>['subscription'];

interface Event<Type extends string, Data> {
	type: Type;
	offset: number;
	timestamp?: string;
	data: Data;
}

export type NotificationEvent =
	| Event<'notification', { notification: Notification; unread_count: number }>
	| Event<
			'notification_changed',
			{ notification_id: string; read_at: string | null; unread_count: number }
	  >
	| Event<'notification_removed', { notification_id: string; unread_count: number }>
	| Event<'notifications_read', { unread_count: number }>;

export type PreferenceEvent =
	| Event<'preferences_updated', { preferences: Preferences }>
	| Event<'subscription_changed', { subscription: SectionSubscription }>;

const kinds: readonly string[] = [
	'notification',
	'notification_changed',
	'notification_removed',
	'notifications_read'
] satisfies NotificationEvent['type'][];

export function isNotificationEvent(event: { type: string }): event is NotificationEvent {
	return kinds.includes(event.type);
}

export function isPreferenceEvent(event: { type: string }): event is PreferenceEvent {
	return event.type === 'preferences_updated' || event.type === 'subscription_changed';
}
