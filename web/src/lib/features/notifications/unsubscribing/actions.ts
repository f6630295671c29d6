import { useApi } from '$lib/api';
import { notificationsRemote } from '../remote';

/** Ends the mails that a link was sent with. Call while a component is being made. */
export function useUnsubscribe(): (token: string) => Promise<string> {
	return notificationsRemote(useApi()).unsubscribe;
}
