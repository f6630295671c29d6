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
}

/** Files on their way into a post that is being written. */
export class Uploads {
	list = $state.raw<readonly Upload[]>([]);

	readonly ids: string[] = $derived(this.list.flatMap(({ media }) => (media ? [media.id] : [])));
	readonly busy: boolean = $derived(
		this.list.some(({ state }) => state === 'sending' || state === 'processing')
	);
	readonly failed: boolean = $derived(this.list.some(({ state }) => state === 'failed'));

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
