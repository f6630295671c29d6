/** What may be read and written together; all of it happens, or nothing. */
export interface Drawer {
	get(key: string): Promise<unknown>;
	put(key: string, value: unknown): void;
	remove(key: string): void;
	/** Everything whose key begins so. */
	removeAll(prefix: string): void;
}

/**
 * Where the device keeps things under names. Pages and the service worker open the same one; a
 * transaction sees no half of another's. Inside `work` await nothing but the drawer itself.
 */
export interface Cupboard {
	transact<Result>(work: (drawer: Drawer) => Promise<Result>): Promise<Result>;
}

const database = 'longhouse';
const store = 'kept';
/** Sorts after every other character, so that a range can end behind a prefix. */
const last = '\uffff';

/** The browser's own, or one that lasts as long as the page where the browser refuses it. */
export async function openCupboard(): Promise<Cupboard> {
	try {
		return inDatabase(await open());
	} catch {
		return inMemory();
	}
}

function open(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(database, 1);
		request.onupgradeneeded = () => request.result.createObjectStore(store);
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('The database stays shut.'));
		request.onblocked = () => reject(new Error('Another page holds the database.'));
	});
}

function inDatabase(opened: IDBDatabase): Cupboard {
	// A newer program may want to change the database; what holds on to it would keep it waiting.
	opened.onversionchange = () => opened.close();
	return {
		transact: (work) =>
			new Promise((resolve, reject) => {
				const transaction = opened.transaction(store, 'readwrite');
				const kept = transaction.objectStore(store);
				const drawer: Drawer = {
					get: (key) =>
						new Promise((found, failed) => {
							const request = kept.get(key);
							request.onsuccess = () => found(request.result);
							request.onerror = () => failed(request.error ?? new Error('Not readable.'));
						}),
					put: (key, value) => void kept.put(value, key),
					remove: (key) => void kept.delete(key),
					removeAll: (prefix) => void kept.delete(IDBKeyRange.bound(prefix, prefix + last))
				};
				const result = work(drawer);
				result.catch((error: unknown) => {
					reject(error instanceof Error ? error : new Error(String(error)));
					try {
						transaction.abort();
					} catch {
						// It has ended already.
					}
				});
				transaction.oncomplete = () => void result.then(resolve, reject);
				transaction.onabort = () =>
					reject(transaction.error ?? new Error('The device could not keep it.'));
			})
	};
}

/** Where nothing can be written down, and in tests. */
export function inMemory(kept = new Map<string, unknown>()): Cupboard {
	let turn: Promise<unknown> = Promise.resolve();
	return {
		transact<Result>(work: (drawer: Drawer) => Promise<Result>): Promise<Result> {
			const mine = turn.then(async () => {
				const draft = new Map(kept);
				const result = await work({
					get: async (key) => structuredClone(draft.get(key)),
					put: (key, value) => void draft.set(key, structuredClone(value)),
					remove: (key) => void draft.delete(key),
					removeAll: (prefix) => {
						for (const key of [...draft.keys()]) if (key.startsWith(prefix)) draft.delete(key);
					}
				});
				kept.clear();
				for (const [key, value] of draft) kept.set(key, value);
				return result;
			});
			turn = mine.catch(() => {});
			return mine;
		}
	};
}
