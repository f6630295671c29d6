import type { Api } from '$lib/api';
import type { PushAddress } from './push/protocol';
import type {
	Notification,
	NotificationPage,
	NotificationType,
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
	unsubscribe(token: string): Promise<NotificationType>;
}

const pageSize = 50;
const all = '/api/v1/notifications';

export function notificationsRemote(api: Api): NotificationsRemote {
	const at = (notification_id: string) => ({ params: { path: { notification_id } } });
	return {
		list: async (cursor) => {
			const query = { view: 'flat', limit: pageSize, ...(cursor ? { cursor } : {}) } as const;
			return (await api.get(all, { params: { query } })) as NotificationPage;
		},
		count: async () => (await api.get(`${all}/count`)).unread_count,
		mark: async (id, read) =>
			(await api.patch(`${all}/{notification_id}`, { ...at(id), body: { read } }))
				.notification as Notification,
		markAll: async () => (await api.post(`${all}/read-all`)).unread_count,
		dismiss: async (id) => {
			await api.delete(`${all}/{notification_id}`, at(id));
		},
		preferences: async () => (await api.get(`${all}/preferences`)).preferences,
		prefer: async (body) => (await api.patch(`${all}/preferences`, { body })).preferences,
		subscriptions: async () => (await api.get('/api/v1/sections/subscriptions')).subscriptions,
		subscribe: async (section_id, on) => {
			const path = '/api/v1/sections/{section_id}/subscription';
			const where = { params: { path: { section_id } } };
			return (await (on ? api.put(path, where) : api.delete(path, where))).subscription;
		},
		vapidKey: async () => (await api.get('/api/v1/push/vapid-key')).key,
		devices: async () => (await api.get('/api/v1/push/subscriptions')).subscriptions,
		addDevice: async (body) =>
			(await api.post('/api/v1/push/subscriptions', { body })).subscription,
		removeDevice: async (subscription_id) => {
			await api.delete('/api/v1/push/subscriptions/{subscription_id}', {
				params: { path: { subscription_id } }
			});
		},
		testPush: async () => {
			await api.post('/api/v1/push/test');
		},
		unsubscribe: async (token) =>
			(await api.post(`${all}/unsubscribe`, { body: { token } })).unsubscribed.type
	};
}
