/** The invite code in the fragment of an address: `#invite=CODE`. */
export function inviteIn(hash: string): string {
	return new URLSearchParams(hash.slice(1)).get('invite') ?? '';
}
