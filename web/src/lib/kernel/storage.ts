const prefix = 'longhouse:';

/**
 * What this device may remember about how things look. Never anything secret: what lies here
 * can be read by whoever holds the device. Storage may be refused; then nothing is remembered.
 */
export function recall(key: string): unknown {
	try {
		return JSON.parse(localStorage.getItem(prefix + key) ?? 'null');
	} catch {
		return null;
	}
}

export function remember(key: string, value: unknown): void {
	try {
		localStorage.setItem(prefix + key, JSON.stringify(value));
	} catch {
		// A full or forbidden storage costs comfort, nothing else.
	}
}

export function forget(key: string): void {
	try {
		localStorage.removeItem(prefix + key);
	} catch {
		// As above.
	}
}

/** How the device looks and which house it belongs to; all else belongs to the one who sat here. */
const ofTheDevice = ['appearance', 'locale', 'site'];

/** The member leaves: their drafts and habits go too. */
export function forgetMine(): void {
	try {
		const own = Object.keys(localStorage).filter(
			(key) => key.startsWith(prefix) && !ofTheDevice.includes(key.slice(prefix.length))
		);
		for (const key of own) localStorage.removeItem(key);
	} catch {
		// As above.
	}
}
