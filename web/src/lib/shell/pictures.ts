/** Addresses of small pictures, as answers hold them: signed, and each leading to one rendition. */
const small = /"(\/api\/v1\/media\/[^"/]+\/file\/small\?[^"]+)"/g;
const atMost = 40;

/**
 * Lets the service worker have the small pictures of what was just kept, so that they are there
 * when it is read without a network. Not where the member saves data.
 */
export async function fetchSmallPictures(answer: string): Promise<void> {
	const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	const { connection } = navigator as { connection?: { saveData?: boolean } };
	if (!workers?.controller || connection?.saveData) return;
	const addresses = new Set(Array.from(answer.matchAll(small), ([, address]) => address ?? ''));
	for (const address of [...addresses].slice(0, atMost)) {
		// One after the other: nobody waits for them.
		const response = await fetch(address).catch(() => null);
		if (!response) return;
		await response.arrayBuffer().catch(() => null);
	}
}
