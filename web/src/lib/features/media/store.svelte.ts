import type { Media, MediaKind } from './wire';

export interface Upload {
	key: string;
	kind: MediaKind;
	name: string;
	/** Its address on this device, shown before the house has it. */
	preview: string;
	alt: string;
	state: 'sending' | 'processing' | 'ready' | 'failed';
	/** From 0 to 1. */
	progress: number;
	failure: string | null;
	media: Media | null;
	/** It stands in the post already, and is changed and taken out only along with the post. */
	held: boolean;
	leaving: boolean;
}

/** Files on their way into a post that is being written. */
export class Uploads {
	list = $state.raw<readonly Upload[]>([]);

	/** What the post is to show. */
	readonly staying: readonly Upload[] = $derived(this.list.filter(({ leaving }) => !leaving));
	readonly ids: string[] = $derived(this.staying.flatMap(({ media }) => (media ? [media.id] : [])));
	readonly busy: boolean = $derived(
		this.list.some(({ state }) => state === 'sending' || state === 'processing')
	);
	readonly failed: boolean = $derived(
		this.list.some(({ held, state }) => state === 'failed' && !held)
	);

	add(upload: Upload): void {
		this.list = [...this.list, upload];
	}

	change(key: string, change: Partial<Upload>): void {
		this.list = this.list.map((upload) => (upload.key === key ? { ...upload, ...change } : upload));
	}

	find(key: string): Upload | undefined {
		return this.list.find((upload) => upload.key === key);
	}

	remove(key: string): void {
		this.list = this.list.filter((upload) => upload.key !== key);
	}

	/** One place towards the front or the end; its place after that. */
	move(key: string, by: -1 | 1): number {
		const from = this.list.findIndex((upload) => upload.key === key);
		const to = Math.min(this.list.length - 1, Math.max(0, from + by));
		const upload = this.list[from];
		if (upload) this.list = this.list.toSpliced(from, 1).toSpliced(to, 0, upload);
		return to;
	}

	clear(): void {
		this.list = [];
	}

	/** What the house tells about a file while it works on it. */
	told(media: Media): void {
		const upload = this.list.find((other) => other.media?.id === media.id);
		if (upload) this.change(upload.key, stateOf(media));
	}
}

/** Whether a file can be shown, may yet be, or never will. */
export function outlookOf({ status }: Media): 'ready' | 'waits' | 'failed' {
	if (status === 'ready') return 'ready';
	return status === 'failed' || status === 'quarantined' ? 'failed' : 'waits';
}

export function stateOf(media: Media): Partial<Upload> {
	const outlook = outlookOf(media);
	if (outlook === 'ready') return { media, state: 'ready', progress: 1, failure: null };
	if (outlook === 'failed') return { media, state: 'failed' };
	return { media, state: 'processing', progress: 1 };
}
