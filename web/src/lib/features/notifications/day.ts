import type { Format } from '$lib/kernel';
import type { en } from './messages';

const oneDay = 24 * 60 * 60_000;

/** The heading under which a moment stands, by the calendar of the member's own zone. */
export function dayOf(at: string, now: number, format: Format, words: typeof en): string {
	const day = format.date(at);
	if (day === format.date(now)) return words.today;
	return day === format.date(now - oneDay) ? words.yesterday : day;
}
