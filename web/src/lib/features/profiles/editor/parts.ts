import { troubles, type DraftField, type ProfileDraft } from '../draft.svelte';

export const parts = ['basics', 'identity', 'interests', 'visibility', 'showcase'] as const;
export type Part = (typeof parts)[number];

const partOfField: Record<DraftField, Part> = {
	display_name: 'basics',
	bio: 'basics',
	gender: 'identity',
	pronouns: 'identity',
	location: 'identity',
	interests: 'interests'
};

export function partOf(name: string | undefined): Part {
	return parts.find((part) => part === name) ?? 'basics';
}

export const pathOfPart = (part: Part) =>
	part === 'basics' ? '/settings/profile' : `/settings/profile/${part}`;

/** The field a refusal speaks of: `interests.3` is one of `interests`. */
export function fieldOf(name: string): DraftField | null {
	const field = name.split('.')[0] ?? '';
	return field in partOfField ? (field as DraftField) : null;
}

/** Where something was refused, or cannot be sent as it is; in the order of the parts. */
export function partsInTrouble(
	refused: Readonly<Record<string, string>>,
	draft: ProfileDraft
): Part[] {
	const fields = [...Object.keys(refused).map(fieldOf), ...troubles(draft.look)];
	const troubled = new Set(fields.flatMap((field) => (field ? [partOfField[field]] : [])));
	return parts.filter((part) => troubled.has(part));
}
