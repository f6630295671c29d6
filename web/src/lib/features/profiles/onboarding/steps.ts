import type { OwnPerson } from '../wire';

export const steps = ['name', 'picture', 'interests'] as const;
export type Step = (typeof steps)[number];

/** What a step asks for is there. */
export function isThere(person: OwnPerson, step: Step): boolean {
	if (step === 'name') return Boolean(person.display_name?.trim());
	if (step === 'picture') return person.avatar !== null;
	return (person.interests ?? []).length > 0;
}

/** How much of what is asked first is there, from 0 to 1. */
export function progressOf(person: OwnPerson): number {
	return steps.filter((step) => isThere(person, step)).length / steps.length;
}

/** Where to begin: with the first that is not there yet. */
export function firstStep(person: OwnPerson): Step {
	return steps.find((step) => !isThere(person, step)) ?? 'name';
}

/** Null after the last. */
export function after(step: Step): Step | null {
	return steps[steps.indexOf(step) + 1] ?? null;
}

export function before(step: Step): Step | null {
	return steps[steps.indexOf(step) - 1] ?? null;
}
