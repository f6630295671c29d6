import type { PictureField } from '../wire';

/** A picture on its way into the profile, shown from this device until it is there. */
export interface Arriving {
	preview: string;
	/** From 0 to 1; null while the house works on it. */
	progress: number | null;
	failure: string | null;
}

export class Pictures {
	#arriving = $state.raw<Readonly<Partial<Record<PictureField, Arriving>>>>({});

	of(field: PictureField): Arriving | null {
		return this.#arriving[field] ?? null;
	}

	set(field: PictureField, arriving: Arriving): void {
		this.#arriving = { ...this.#arriving, [field]: arriving };
	}

	change(field: PictureField, change: Partial<Arriving>): void {
		const now = this.of(field);
		if (now) this.set(field, { ...now, ...change });
	}

	clear(field: PictureField): void {
		const { [field]: _gone, ...rest } = this.#arriving;
		this.#arriving = rest;
	}
}
