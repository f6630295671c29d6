/** What stands where a member has chosen nothing: the device decides. */
export const automatic = 'auto';

export function chosen(setting: string): string | undefined {
	return setting && setting !== automatic ? setting : undefined;
}
