import type { Component } from 'svelte';
import Globe from '@lucide/svelte/icons/globe';
import Lock from '@lucide/svelte/icons/lock';
import UserRoundCheck from '@lucide/svelte/icons/user-round-check';
import Users from '@lucide/svelte/icons/users';
import type { Post, Visibility } from './wire';

/** From the widest to the narrowest. */
export const audiences: readonly { visibility: Visibility; icon: Component }[] = [
	{ visibility: 'public', icon: Globe },
	{ visibility: 'followers', icon: Users },
	{ visibility: 'friends', icon: UserRoundCheck },
	{ visibility: 'private', icon: Lock }
];

export const iconOf = (visibility: Visibility): Component =>
	audiences.find((audience) => audience.visibility === visibility)?.icon ?? Lock;

export const isAudience = (value: unknown): value is Visibility =>
	audiences.some(({ visibility }) => visibility === value);

/** How one stands to the author of a post, as far as it decides whether one may see it. */
export interface Standing {
	following: boolean;
	friend: boolean;
	blocking: boolean;
}

/** Whether one who stands so to another member still sees what that one shares with an audience. */
export function isFor(
	{ visibility }: Pick<Post, 'visibility'>,
	{ blocking, following, friend }: Standing
): boolean {
	if (blocking) return false;
	if (visibility === 'followers') return following;
	if (visibility === 'friends') return friend;
	return visibility === 'public';
}
