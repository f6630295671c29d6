/** A duration as pages tell it: seconds, or ISO 8601 as in `PT1H30M`. Null when it is neither. */
export function secondsOf(value: number | string | null | undefined): number | null {
	if (typeof value === 'number') return value > 0 ? value : null;
	const match = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(value ?? '');
	if (!match) return null;
	const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
	const all = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
	return all > 0 ? all : null;
}

/** 3:07, or 1:02:45 */
export function clockText(seconds: number): string {
	const whole = Math.round(seconds);
	const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const shown = parts[0] === 0 ? parts.slice(1) : parts;
	return shown.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':');
}

/** A moment as it is to be shown: by the clock of which place, and whether it has an hour at all. */
export interface Moment {
	at: Date;
	timeZone: string | undefined;
	wholeDay: boolean;
}

const written = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * When something is, by the clock on the wall there: a page writes what that shows, with or without
 * how far it is from UTC. What is told in UTC itself is shown by one's own clock.
 */
export function momentOf(
	moment: string | null | undefined,
	place: string | null | undefined,
	mine: string | undefined
): Moment | null {
	const [, day, time, offset] = written.exec(moment ?? '') ?? [];
	if (!day) return null;
	const named = place?.includes('/') ? place : null;
	const inUtc = /^(?:Z|[+-]00:?00)$/.test(offset ?? '');
	const shown = offset && (named || inUtc);
	const at = new Date(`${day}T${time ?? '00:00'}${shown ? offset : 'Z'}`);
	if (Number.isNaN(at.getTime())) return null;
	return { at, timeZone: shown ? (named ?? mine) : 'UTC', wholeDay: !time };
}

/** Where a link leads, without what nobody reads. */
export function hostOf(url: string): string {
	try {
		return new URL(url).host.replace(/^www\./, '');
	} catch {
		return url;
	}
}

/**
 * Pictures come from this house alone: one from elsewhere would tell its keeper who reads what,
 * and the page's policy forbids it anyway.
 */
export function ownPicture(src: string | null | undefined, origin: string): string | null {
	if (!src) return null;
	try {
		const url = new URL(src, origin);
		return url.origin === origin || url.protocol === 'blob:' ? src : null;
	} catch {
		return null;
	}
}
