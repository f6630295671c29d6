import { createContext } from 'svelte';

/** What a field tells the control inside it. */
export interface FieldLink {
	readonly id: string;
	readonly name: string | undefined;
	readonly describedby: string | undefined;
	readonly invalid: boolean;
	readonly required: boolean;
}

/** What a control may be told instead, where it stands without a field. */
export interface ControlProps {
	id?: string;
	name?: string;
	describedby?: string;
	invalid?: boolean;
	required?: boolean;
}

const [getLink, provideField, hasLink] = createContext<FieldLink>();

export { provideField };

/** A control takes its name and descriptions from the field around it, unless told otherwise. */
export function useField(own: () => ControlProps) {
	const link = hasLink() ? getLink() : undefined;
	return () => ({
		id: own().id ?? link?.id,
		name: own().name ?? link?.name,
		required: own().required ?? (link?.required || undefined),
		'aria-describedby': own().describedby ?? link?.describedby,
		'aria-invalid': ((own().invalid ?? link?.invalid) ? 'true' : undefined) as 'true' | undefined
	});
}
