import type { Thing } from './ledger';
import type { PostEdit } from './wire';

/** What a member has just done and the server has not yet confirmed. */
export type Intent =
	| { kind: 'reaction'; id: string; emoji: string; on: boolean }
	| { kind: 'save'; id: string; on: boolean }
	| ({ kind: 'edit'; id: string } & PostEdit)
	| { kind: 'delete'; id: string };

/** The thing as it will be once everything that is on its way has arrived. */
export function foresee<T extends Thing>(thing: T, intents: readonly Intent[]): T {
	return intents.filter(({ id }) => id === thing.id).reduce(lay, thing);
}

function lay<T extends Thing>(thing: T, intent: Intent): T {
	switch (intent.kind) {
		case 'reaction': {
			const { emoji, on } = intent;
			if (thing.mine.reactions.includes(emoji) === on) return thing;
			const count = Math.max(0, (thing.reactions[emoji] ?? 0) + (on ? 1 : -1));
			const { [emoji]: _before, ...rest } = thing.reactions;
			return {
				...thing,
				reactions: count > 0 ? { ...thing.reactions, [emoji]: count } : rest,
				reaction_count: Math.max(0, thing.reaction_count + (on ? 1 : -1)),
				mine: {
					...thing.mine,
					reactions: on
						? [...thing.mine.reactions, emoji]
						: thing.mine.reactions.filter((other) => other !== emoji)
				}
			};
		}
		case 'save':
			return { ...thing, mine: { ...thing.mine, saved: intent.on } };
		case 'edit':
			return {
				...thing,
				content: intent.content,
				...(intent.visibility ? { visibility: intent.visibility } : {}),
				...(intent.media ? { media: intent.media } : {})
			};
		case 'delete':
			return thing;
	}
}
