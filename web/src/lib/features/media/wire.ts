import type { Api } from '$lib/api';

export interface Media {
	id: string;
	kind: 'image' | 'video' | 'audio';
	status: 'uploading' | 'processing' | 'ready' | 'failed' | 'quarantined';
	width: number | null;
	height: number | null;
	duration: number | null;
	alt: string | null;
	/** A tiny picture to stand in until the real one is there. */
	placeholder: string | null;
	urls: { small?: string; medium?: string; original?: string; poster?: string; hls?: string };
	size: number;
	mime: string;
}

export interface MediaRemote {
	/** A small file in one go. */
	send(file: Blob, name: string, signal: AbortSignal): Promise<Media>;
	begin(file: { size: number; mime: string; name: string }, signal: AbortSignal): Promise<Media>;
	append(id: string, offset: number, piece: Blob, signal: AbortSignal): Promise<Media>;
	describe(id: string, alt: string): Promise<Media>;
	read(id: string): Promise<Media>;
	remove(id: string): Promise<void>;
}

type Call = <Answer>(path: string, init?: object) => Promise<Answer>;

export function mediaRemote(api: Api): MediaRemote {
	const loose = api as unknown as Record<'get' | 'post' | 'patch' | 'delete', Call>;
	const at = (media_id: string) => ({ params: { path: { media_id } } });
	type Answer = { media: Media };
	return {
		send: async (file, name, signal) => {
			const body = new FormData();
			body.append('file', file, name);
			return (await loose.post<Answer>('/api/v1/media', { body, signal })).media;
		},
		begin: async (file, signal) =>
			(await loose.post<Answer>('/api/v1/media', { body: file, signal })).media,
		append: async (id, offset, piece, signal) =>
			(
				await loose.patch<Answer>('/api/v1/media/{media_id}', {
					...at(id),
					signal,
					body: piece,
					bodySerializer: (body: Blob) => body,
					headers: {
						'Content-Type': 'application/octet-stream',
						'Upload-Offset': String(offset)
					}
				})
			).media,
		describe: async (id, alt) =>
			(
				await loose.patch<Answer>('/api/v1/media/{media_id}/description', {
					...at(id),
					body: { alt }
				})
			).media,
		read: async (id) => (await loose.get<Answer>('/api/v1/media/{media_id}', at(id))).media,
		remove: async (id) => {
			await loose.delete('/api/v1/media/{media_id}', at(id));
		}
	};
}
