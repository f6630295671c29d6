/**
 * The ground that features stand on: who is here, what the server tells, how it is said.
 * Knows no feature. Everything is handed on by context; nothing here is a singleton.
 */
export {
	Appearance,
	provideAppearance,
	useAppearance,
	type TextSize,
	type Theme
} from './appearance.svelte';
export { Clock, provideClock, useClock } from './clock.svelte';
export {
	Commands,
	provideCommands,
	useCommands,
	useCommandSource,
	type Command
} from './commands.svelte';
export {
	Connection,
	provideConnection,
	useConnection,
	type ConnectionNotice
} from './connection.svelte';
export { Counts, provideCounts, useCounts } from './counts.svelte';
export { House, provideHouse, useHouse } from './house.svelte';
export {
	Keyboard,
	provideKeyboard,
	useKeyboard,
	useShortcuts,
	type Shortcut
} from './keyboard.svelte';
export {
	commonWords,
	explain,
	explainFields,
	Format,
	Language,
	pluralIn,
	provideLanguage,
	useFormat,
	useLanguage,
	useMessages,
	type LanguageLoaders,
	type Translation,
	type Translations,
	type Tree
} from './messages';
export type { Place } from './navigation';
export {
	provideSession,
	Session,
	useSession,
	type SessionEnd,
	type SessionStatus
} from './session.svelte';
export {
	Socket,
	SocketError,
	type Position,
	type SocketState,
	type Subscriber,
	type Subscription,
	type TopicEvent,
	type TopicSignal
} from './socket';
export { provideSocket, useSocket } from './socketContext';
export {
	errorOf,
	createReading,
	Freshness,
	openLine,
	orphaned,
	Outbox,
	provideFreshness,
	provideOutbox,
	useFreshness,
	useOutbox,
	type Draft,
	type Letter,
	type Line,
	type News,
	type Outcome,
	type Refusal
} from './offline';
export { forget, forgetMine, recall, remember } from './storage';
export {
	provideToasts,
	Toasts,
	useToasts,
	type ToastEntry,
	type ToastRequest,
	type ToastTone
} from './toasts.svelte';
export { optimistically, provideUndo, Undo, useUndo, type Deferred, type Optimistic } from './undo';
