import type { Author, Page } from '$lib/features/posts';
import type { Section } from '$lib/features/sections';

export const types = ['new_comment', 'mention', 'reaction', 'follow', 'new_post'] as const;
export const channels = ['in_app', 'push', 'email'] as const;

export type NotificationType = (typeof types)[number];
export type Channel = (typeof channels)[number];

/** Told to one person because of something that somebody else did. */
export interface Notification {
	id: string;
	type: NotificationType;
	created_at: string;
	updated_at: string;
	read_at: string | null;
	/** The newest first, and not more than a few of them. */
	actors: Author[];
	actor_count: number;
	section: Pick<Section, 'id' | 'name' | 'type'> | null;
	related_post_id: string | null;
	related_comment_id: string | null;
	excerpt: string | null;
	emojis: string[];
	count: number;
}

export interface NotificationPage {
	notifications: Notification[];
	meta: Page & { unread_count: number };
}

export interface QuietHours {
	enabled: boolean;
	start: string;
	end: string;
}

export type Batching = 'instant' | 'hourly' | 'daily';

export interface Preferences {
	types: Record<NotificationType, Record<Channel, boolean>>;
	quiet_hours: QuietHours;
	email_batching: Batching;
}

/** A change names only what it changes, at every level. */
export interface PreferencesChange {
	types?: Partial<Record<NotificationType, Partial<Record<Channel, boolean>>>>;
	quiet_hours?: Partial<QuietHours>;
	email_batching?: Batching;
}

export interface SectionSubscription {
	section_id: string;
	subscribed: boolean;
}

/** A device that is pushed to. */
export interface PushDevice {
	id: string;
	device: string;
	created_at: string;
	/** Whether it is this one. */
	current: boolean;
}

interface Told<Type extends string, Data> {
	type: Type;
	offset: number;
	timestamp?: string;
	data: Data;
}

export type NotificationEvent =
	| Told<'notification', { notification: Notification; unread_count: number }>
	| Told<
			'notification_changed',
			{ notification_id: string; read_at: string | null; unread_count: number }
	  >
	| Told<'notification_removed', { notification_id: string; unread_count: number }>
	| Told<'notifications_read', { unread_count: number }>;

export type PreferenceEvent =
	| Told<'preferences_updated', { preferences: Preferences }>
	| Told<'subscription_changed', { subscription: SectionSubscription }>;

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
