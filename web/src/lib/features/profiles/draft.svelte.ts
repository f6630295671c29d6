import { withLook, type Look } from './apply';
import { limits, type OwnPerson } from './wire';

/** What waits for Save; everything else of a profile counts at once. */
export type Drafted = Pick<
	Look,
	'display_name' | 'bio' | 'gender' | 'pronouns' | 'location' | 'interests'
>;
export type DraftField = keyof Drafted;

export interface KeptDraft {
	owner: string;
	look: Drafted;
	/** What stood there when the first letter was changed. */
	from: Drafted;
}

const texts = ['display_name', 'bio', 'gender', 'pronouns'] as const;

/** What is being written in the editor, and not yet saved. */
export class ProfileDraft {
	#look = $state.raw<Drafted>({});
	#from = $state.raw<Drafted>({});

	/** Found on this device from an earlier time. */
	restored = $state(false);

	readonly #kept: () => OwnPerson | null;

	constructor(kept: () => OwnPerson | null) {
		this.#kept = kept;
	}

	/** Only what really differs from what is kept. */
	readonly look: Drafted = $derived.by(() => {
		const kept = this.#kept();
		if (!kept) return {};
		const tidied = tidy(this.#look);
		const fields = (Object.keys(tidied) as DraftField[]).filter(
			(field) => !same(tidied[field], kept[field])
		);
		return Object.fromEntries(fields.map((field) => [field, tidied[field]]));
	});

	readonly changed: boolean = $derived(Object.keys(this.look).length > 0);

	/** The profile as it would be, letter by letter as it is typed. */
	readonly person: OwnPerson | null = $derived.by(() => {
		const kept = this.#kept();
		return kept && withLook(kept, this.#look);
	});

	/** Whether what is kept became another one, in a field that is being written. */
	readonly overtaken: boolean = $derived.by(() => {
		const kept = this.#kept();
		const fields = Object.keys(this.look) as DraftField[];
		return kept !== null && fields.some((field) => !same(this.#from[field], kept[field]));
	});

	write(change: Drafted): void {
		const kept = this.#kept();
		if (!kept) return;
		const fields = Object.keys(change) as DraftField[];
		const begun = fields.filter((field) => !(field in this.look));
		this.#from = {
			...this.#from,
			...Object.fromEntries(begun.map((field) => [field, kept[field]]))
		};
		this.#look = { ...this.#look, ...change };
	}

	discard(): void {
		this.#look = {};
		this.#from = {};
		this.restored = false;
	}

	/** To be kept on this device; null when there is nothing to keep. */
	toKeep(owner: string): KeptDraft | null {
		return this.changed ? { owner, look: this.#look, from: this.#from } : null;
	}

	restore(kept: unknown, owner: string): void {
		if (!isKept(kept) || kept.owner !== owner) return;
		this.#look = kept.look;
		this.#from = kept.from;
		this.restored = this.changed;
	}
}

/** Which fields cannot be sent as they are. */
export function troubles({ bio, display_name }: Drafted): ('display_name' | 'bio')[] {
	const name = [...(display_name ?? '').trim()].length;
	const badName = name > 0 && (name < limits.displayNameMin || name > limits.displayNameMax);
	const badBio = [...(bio ?? '').trim()].length > limits.bioMax;
	return [...(badName ? (['display_name'] as const) : []), ...(badBio ? (['bio'] as const) : [])];
}

function tidy(look: Drafted): Drafted {
	const tidied = { ...look };
	for (const field of texts) {
		if (typeof tidied[field] === 'string') tidied[field] = tidied[field].trim() || null;
	}
	return tidied;
}

function same(one: unknown, other: unknown): boolean {
	return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function isKept(value: unknown): value is KeptDraft {
	if (typeof value !== 'object' || value === null) return false;
	const { from, look, owner } = value as Partial<KeptDraft>;
	return typeof owner === 'string' && isRecord(look) && isRecord(from);
}

function isRecord(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}
