import type { Api } from '$lib/api';
import type { PushAddress } from './push/protocol';
import type {
	Notification,
	NotificationPage,
	Preferences,
	PreferencesChange,
	PushDevice,
	SectionSubscription
} from './wire';

/** Everything that this feature asks of the server. */
export interface NotificationsRemote {
	list(cursor: string | null): Promise<NotificationPage>;
	count(): Promise<number>;
	mark(id: string, read: boolean): Promise<Notification>;
	markAll(): Promise<number>;
	dismiss(id: string): Promise<void>;
	preferences(): Promise<Preferences>;
	prefer(change: PreferencesChange): Promise<Preferences>;
	subscriptions(): Promise<SectionSubscription[]>;
	subscribe(sectionId: string, on: boolean): Promise<SectionSubscription>;
	vapidKey(): Promise<string>;
	devices(): Promise<PushDevice[]>;
	addDevice(address: PushAddress): Promise<PushDevice>;
	removeDevice(id: string): Promise<void>;
	testPush(): Promise<void>;
	unsubscribe(token: string): Promise<string>;
}

type Call = <Answer>(path: string, init?: object) => Promise<Answer>;

const pageSize = 50;

export function notificationsRemote(api: Api): NotificationsRemote {
	const loose = api as unknown as Record<'get' | 'post' | 'put' | 'patch' | 'delete', Call>;
	const at = (notification_id: string) => ({ params: { path: { notification_id } } });
	return {
		list: (cursor) =>
			loose.get('/api/v1/notifications', {
				params: { query: { limit: pageSize, ...(cursor ? { cursor } : {}) } }
			}),
		count: async () =>
			(await loose.get<{ unread_count: number }>('/api/v1/notifications/count')).unread_count,
		mark: async (id, read) =>
			(
				await loose.patch<{ notification: Notification }>(
					'/api/v1/notifications/{notification_id}',
					{ ...at(id), body: { read } }
				)
			).notification,
		markAll: async () =>
			(await loose.post<{ unread_count: number }>('/api/v1/notifications/read-all', { body: {} }))
				.unread_count,
		dismiss: async (id) => {
			await loose.delete('/api/v1/notifications/{notification_id}', at(id));
		},
		preferences: async () =>
			(await loose.get<{ preferences: Preferences }>('/api/v1/notifications/preferences'))
				.preferences,
		prefer: async (body) =>
			(
				await loose.patch<{ preferences: Preferences }>('/api/v1/notifications/preferences', {
					body
				})
			).preferences,
		subscriptions: async () =>
			(await loose.get<{ subscriptions: SectionSubscription[] }>('/api/v1/sections/subscriptions'))
				.subscriptions,
		subscribe: async (section_id, on) =>
			(
				await loose[on ? 'put' : 'delete']<{ subscription: SectionSubscription }>(
					'/api/v1/sections/{section_id}/subscription',
					{ params: { path: { section_id } } }
				)
			).subscription,
		vapidKey: async () => (await loose.get<{ key: string }>('/api/v1/push/vapid-key')).key,
		devices: async () =>
			(await loose.get<{ subscriptions: PushDevice[] }>('/api/v1/push/subscriptions'))
				.subscriptions,
		addDevice: async (body) =>
			(await loose.post<{ subscription: PushDevice }>('/api/v1/push/subscriptions', { body }))
				.subscription,
		removeDevice: async (subscription_id) => {
			await loose.delete('/api/v1/push/subscriptions/{subscription_id}', {
				params: { path: { subscription_id } }
			});
		},
		testPush: async () => {
			await loose.post('/api/v1/push/test');
		},
		unsubscribe: async (token) => {
			const { unsubscribed } = await loose.post<{ unsubscribed: { type: string } }>(
				'/api/v1/notifications/unsubscribe',
				{ body: { token } }
			);
			return unsubscribed.type;
		}
	};
}
