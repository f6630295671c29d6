import type { AnswerOf, Api } from '$lib/api';

export type Media = AnswerOf<'/api/v1/media/{media_id}', 'get'>['media'];
export type MediaKind = Media['kind'];

export interface FileAnnounced {
	size: number;
	mime: string;
	name: string;
	/** A post, unless it is said otherwise. */
	purpose?: 'avatar' | 'banner';
}

export interface MediaRemote {
	/** A small file in one go. */
	send(file: Blob, name: string, signal: AbortSignal): Promise<Media>;
	begin(file: FileAnnounced, signal: AbortSignal): Promise<Media>;
	append(id: string, offset: number, piece: Blob, signal: AbortSignal): Promise<Media>;
	describe(id: string, alt: string): Promise<Media>;
	read(id: string): Promise<Media>;
	remove(id: string): Promise<void>;
}

export function mediaRemote(api: Api): MediaRemote {
	const at = (media_id: string) => ({ params: { path: { media_id } } });
	return {
		// The contract calls a file a string; what travels is what the serializer gives.
		send: async (file, name, signal) => {
			const form = new FormData();
			form.append('file', file, name);
			const bodySerializer = () => form;
			const body = { file: name };
			return (await api.post('/api/v1/media', { body, bodySerializer, signal })).media;
		},
		begin: async (file, signal) => (await api.post('/api/v1/media', { body: file, signal })).media,
		append: async (media_id, offset, piece, signal) => {
			const { media } = await api.patch('/api/v1/media/{media_id}', {
				params: { path: { media_id }, header: { 'Upload-Offset': offset } },
				headers: { 'Content-Type': 'application/octet-stream' },
				body: '',
				bodySerializer: () => piece,
				signal
			});
			return media;
		},
		describe: async (id, alt) =>
			(
				await api.patch('/api/v1/media/{media_id}/description', {
					...at(id),
					body: { alt }
				})
			).media,
		read: async (id) => (await api.get('/api/v1/media/{media_id}', at(id))).media,
		remove: async (id) => {
			await api.delete('/api/v1/media/{media_id}', at(id));
		}
	};
}
