import { createApi, provideApi } from '$lib/api';
import {
	Appearance,
	Clock,
	Commands,
	Connection,
	Counts,
	explain,
	House,
	Keyboard,
	Language,
	provideAppearance,
	provideClock,
	provideCommands,
	provideConnection,
	provideCounts,
	provideHouse,
	provideKeyboard,
	provideLanguage,
	provideSession,
	provideSocket,
	provideToasts,
	provideUndo,
	recall,
	remember,
	Session,
	Socket,
	Toasts,
	Undo
} from '$lib/kernel';
import { en as common } from '$lib/kernel/messages/en';
import { Installing, provideInstalling } from './install.svelte';
import { languageLoaders } from './languages';
import { leaving } from './leaving';
import { composeOffline } from './offline';

/**
 * The one place where the client's ground is built and handed on. Call it while the root
 * layout is being made.
 */
export function compose() {
	const offline = composeOffline({
		me: () => session.user,
		// Whoever signed in in another tab, this page was theirs who sat here before.
		onSeatTaken: () => location.assign('/'),
		onLeft: () => {
			if (session.status === 'signed_in') session.end('signed_out');
		},
		onStranger: () => void session.refresh()
	});
	const api = provideApi(
		createApi({
			fetch: offline.fetch,
			onSessionLost: () => {
				if (session.status === 'signed_in') session.end('ended');
			}
		})
	);
	const session: Session = provideSession(
		new Session(async () => {
			await leaving.settle(() => api.post('/api/v1/auth/logout'));
			return api.get('/api/v1/auth/session');
		})
	);
	const house = provideHouse(new House(() => api.get('/api/v1/site')));
	const language = provideLanguage(new Language(languageLoaders()));
	const connection = provideConnection(new Connection());
	const keyboard = provideKeyboard(new Keyboard());
	const clock = provideClock(new Clock());
	const toasts = provideToasts(new Toasts());
	const undo = provideUndo(
		new Undo(toasts, () => {
			const words = language.translate('common', common);
			return { undo: words.undo, explain: (error) => explain(error, words) };
		})
	);
	provideCommands(new Commands());
	provideCounts(new Counts());
	provideInstalling(new Installing());
	provideAppearance(new Appearance());

	const socket: Socket = provideSocket(
		new Socket({
			url: socketUrl(),
			onState: (state) => {
				connection.socketIs(state);
				if (state === 'open') offline.lineIsBack();
			},
			onTrouble: () => void session.refresh(),
			// Confirming who one is renews the session and may close the line; only when the
			// server says that nobody is signed in is it really over.
			onSessionEnded: () =>
				void session.refresh().then((status) => {
					if (status === 'signed_in') socket.start();
				})
		})
	);

	return { session, house, language, connection, keyboard, clock, toasts, undo, socket, offline };
}

export type Ground = ReturnType<typeof compose>;

/** The language this device was used in last, or else the browser's. */
export async function chooseLanguage(language: Language): Promise<void> {
	const kept = recall('locale');
	const wished = typeof kept === 'string' ? [kept, ...navigator.languages] : navigator.languages;
	const locale = language.pick(wished);
	if (locale === language.locale) return;
	// Texts that cannot be fetched are no reason to keep the door shut: English is at hand.
	await language.use(locale).catch(() => {});
}

export function rememberLanguage(language: Language): void {
	remember('locale', language.locale);
}

/** Keep the line open while somebody is signed in, and awake with the device. */
export function keepLine({ socket, connection, undo, offline: away, session }: Ground): () => void {
	const online = () => {
		connection.deviceIs(true);
		socket.wake();
		away.lineIsBack();
		// What was taken for granted without a line is asked now.
		void session.refresh();
	};
	const offline = () => connection.deviceIs(false);
	const shown = () => {
		if (document.visibilityState === 'visible') socket.wake();
	};
	const leaving = () => undo.flush();
	window.addEventListener('online', online);
	window.addEventListener('offline', offline);
	window.addEventListener('pagehide', leaving);
	document.addEventListener('visibilitychange', shown);
	if (!navigator.onLine) offline();
	return () => {
		window.removeEventListener('online', online);
		window.removeEventListener('offline', offline);
		window.removeEventListener('pagehide', leaving);
		document.removeEventListener('visibilitychange', shown);
	};
}

function socketUrl(): string {
	const { protocol, host } = window.location;
	return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/v1/ws`;
}
