import type { Engine, Picture } from '../lib/kernel/offline/engine';

const file = /^\/api\/v1\/media\/([^/]+)\/file\/(small|medium|original|poster)$/;
const withdrawn = [401, 403, 404, 410];

export function isPicture({ destination, headers }: Request, { pathname }: URL): boolean {
	return file.test(pathname) && !headers.has('Range') && ['', 'image'].includes(destination);
}

/**
 * Addresses of pictures are signed anew with each answer and good for an hour, so they are kept
 * by what they show: which picture, in which rendition. Only small ones are kept; without a
 * network they stand in for the larger.
 */
export async function pictureFor(
	request: Request,
	url: URL,
	engine: () => Promise<Engine>
): Promise<Response> {
	const [, id = '', rendition = ''] = file.exec(url.pathname) ?? [];
	const kept = async () => {
		const { owner, pictures } = await engine();
		const found = await pictures.find(await owner(), `/${id}/small`);
		return found && answerWith(found.body);
	};
	// The house would refuse it, which says nothing about the picture.
	if (isSpent(url)) return (await kept()) ?? fetch(request);

	const { owner, pictures } = await engine();
	const member = await owner();
	try {
		const response = await fetch(request);
		if (withdrawn.includes(response.status)) await pictures.drop(`/${id}`);
		else if (response.ok && rendition === 'small' && member) {
			void keep(pictures, member, `/${id}/small`, response.clone()).catch(() => {});
		}
		return response;
	} catch (offline) {
		const found = await kept();
		if (found) return found;
		throw offline;
	}
}

async function keep(
	pictures: Engine['pictures'],
	member: string,
	address: string,
	response: Response
): Promise<void> {
	const bytes = await response.arrayBuffer();
	const type = response.headers.get('Content-Type') ?? '';
	if (type.startsWith('image/'))
		await pictures.keep(member, address, { type, bytes }, bytes.byteLength);
}

function isSpent(url: URL): boolean {
	const expires = Number(url.searchParams.get('expires') ?? Number.NaN);
	return Number.isFinite(expires) && expires * 1_000 < Date.now();
}

/** As harmless as the house hands them out: shown as a picture and as nothing else. */
function answerWith({ bytes, type }: Picture): Response {
	return new Response(bytes, {
		headers: {
			'Content-Type': type,
			'X-Content-Type-Options': 'nosniff',
			'Content-Security-Policy': "default-src 'none'; sandbox"
		}
	});
}
