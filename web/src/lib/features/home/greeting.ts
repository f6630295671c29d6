export type Greeting = 'good_morning' | 'good_afternoon' | 'good_evening' | 'good_night';

/** What one says at this hour of the day. */
export function greetingAt(hour: number): Greeting {
	if (hour < 5) return 'good_night';
	if (hour < 12) return 'good_morning';
	if (hour < 18) return 'good_afternoon';
	return 'good_evening';
}
