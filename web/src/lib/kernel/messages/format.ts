const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Numbers, dates and lists as the language writes them. */
export class Format {
	readonly locale: string;
	#timezone: string | undefined;
	/** To make one takes far longer than to use it, and a page says the same few things often. */
	#made = new Map<string, Intl.DateTimeFormat>();
	#numbers: Intl.NumberFormat | undefined;
	#distances: Intl.RelativeTimeFormat | undefined;

	constructor(locale: string, timezone?: string) {
		this.locale = locale;
		this.#timezone = timezone;
	}

	number = (value: number): string => {
		this.#numbers ??= new Intl.NumberFormat(this.locale);
		return this.#numbers.format(value);
	};

	/** 3 May 2026 */
	date = (at: string | number | Date): string =>
		this.#dates({ day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));

	/** 3 May 2026, 14:05 */
	dateTime = (at: string | number | Date): string =>
		this.#dates({ dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));

	time = (at: string | number | Date): string =>
		this.#dates({ timeStyle: 'short' }).format(new Date(at));

	list = (items: string[]): string => new Intl.ListFormat(this.locale).format(items);

	/**
	 * How long ago, or how soon, in the one unit that matters; past a week the date itself,
	 * since "5 weeks ago" makes people count.
	 */
	relative = (at: string | number | Date, now: number): string => {
		const distance = new Date(at).getTime() - now;
		const size = Math.abs(distance);
		if (size >= 7 * day) return this.#day(new Date(at), now);
		this.#distances ??= new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
		const words = this.#distances;
		if (size < 45_000) return words.format(0, 'second');
		if (size < hour) return words.format(whole(distance / minute), 'minute');
		if (size < day) return words.format(whole(distance / hour), 'hour');
		return words.format(whole(distance / day), 'day');
	};

	#day(at: Date, now: number): string {
		const sameYear = at.getFullYear() === new Date(now).getFullYear();
		const year = sameYear ? undefined : 'numeric';
		return this.#dates({ day: 'numeric', month: 'short', year }).format(at);
	}

	#dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
		const kind = JSON.stringify(options);
		const known = this.#made.get(kind);
		if (known) return known;
		const made = new Intl.DateTimeFormat(this.locale, { ...options, timeZone: this.#timezone });
		this.#made.set(kind, made);
		return made;
	}
}

/** Away from zero by at least one, so that 50 seconds are a minute and not none. */
function whole(value: number): number {
	return value < 0 ? Math.min(-1, Math.round(value)) : Math.max(1, Math.round(value));
}
