import { ApiError, useApi } from '$lib/api';
import {
	explain,
	useAppearance,
	useMessages,
	useSession,
	useToasts,
	type Theme
} from '$lib/kernel';
import { leaving } from './leaving';
import { en } from './messages';

/** What the member menu does. Call while a component is being made. */
export function useAccount() {
	const t = useMessages({ shell: en });
	const api = useApi();
	const session = useSession();
	const toasts = useToasts();
	const appearance = useAppearance();

	const tell = (error: unknown) => {
		toasts.show({ tone: 'danger', text: explain(error, t.common) });
	};

	return {
		/** Shown at once on this device; the server carries it to the others. */
		async chooseTheme(theme: Theme): Promise<void> {
			const before = appearance.theme;
			appearance.apply({ theme });
			try {
				await api.patch('/api/v1/users/me/settings', { body: { theme } });
			} catch (error) {
				appearance.apply({ theme: before });
				tell(error);
			}
		},

		async signOut(): Promise<void> {
			try {
				await api.post('/api/v1/auth/logout');
				session.end('signed_out');
			} catch (error) {
				if (!(error instanceof ApiError) || error.status !== 0) return tell(error);
				// Who wants to leave a borrowed device cannot wait for a connection.
				leaving.begin();
				session.end('signed_out');
				toasts.show({ text: t.shell.signed_out_here });
			}
		}
	};
}
