import type { Member } from '$lib/api';

/** How many of those who wait are named; the rest is a number. */
export const named = 3;

/** Who asked to join and has had no answer yet, as an admin sees it from home. */
export class Waiting {
	state = $state<'loading' | 'ready' | 'error'>('loading');
	people = $state.raw<Member[]>([]);
	count = $state(0);
	error = $state.raw<unknown>(null);

	show(people: Member[], count: number): void {
		this.people = people.slice(0, named);
		this.count = count;
		this.state = 'ready';
	}

	/** What was already read stays in sight; a refresh that fails takes nothing away. */
	fail(error: unknown): void {
		if (this.state === 'ready') return;
		this.error = error;
		this.state = 'error';
	}
}
