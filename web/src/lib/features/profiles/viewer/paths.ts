import type { Interest, Place } from '../wire';

/** Who else likes this. */
export function interestPath({ id, label }: Interest): string {
	return `/people?${new URLSearchParams({ interest: id ?? label, label })}`;
}

/** Who else lives there. */
export function placePath({ id, label }: Place): string {
	return `/people?${new URLSearchParams({ place: String(id), label })}`;
}
