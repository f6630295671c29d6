import { shownFor, type Word } from '../apply';
import type { Picture } from './painter';

/** A layer holds for so long; words that begin to fade sooner are not in it. */
export const holdsFor = 300;
/** Fewer words are drawn as fast as a layer is copied. */
const few = 60;

/**
 * Which words lie in a layer of their own, drawn once for many pictures. While one rests nearly all
 * of a crowd's words stay as they are; while one moves, every picture is drawn whole.
 */
export class Settled {
	words: ReadonlySet<Word> = new Set();

	#made: Picture | null = null;
	#last: Picture | null = null;

	/** Whether the layer can be used, and whether it has to be drawn before. */
	use(picture: Picture): 'not' | 'as it is' | 'anew' {
		const last = this.#last;
		this.#last = picture;
		const { now, world } = picture;
		const made = this.#made;
		if (made && now - made.now < holdsFor && sameLook(made, picture) && this.#allIn(world.words)) {
			return 'as it is';
		}
		if (world.words.length < few || !last || !sameLook(last, picture)) return 'not';
		this.#made = picture;
		this.words = new Set(world.words.filter(({ at }) => now - at < shownFor - holdsFor));
		return 'anew';
	}

	/** A word that was taken back or tidied up must not stay in the picture. */
	#allIn(words: readonly Word[]): boolean {
		const there = new Set(words);
		for (const word of this.words) if (!there.has(word)) return false;
		return true;
	}
}

function sameLook(one: Picture, other: Picture): boolean {
	return (
		one.view.x === other.view.x &&
		one.view.y === other.view.y &&
		one.view.zoom === other.view.zoom &&
		one.size.width === other.size.width &&
		one.size.height === other.size.height &&
		one.ratio === other.ratio &&
		one.dark === other.dark &&
		one.nameOf === other.nameOf
	);
}
