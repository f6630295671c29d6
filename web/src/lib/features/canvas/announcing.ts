import type { Told } from './wire';
import type { en } from './messages';

/** What happened since somebody was last told of it. */
export interface Happened {
	said: readonly { name: string; text: string }[];
	came: readonly string[];
	went: readonly string[];
}

export const nothing: Happened = { said: [], came: [], went: [] };

const readWhole = 3;
const longest = 160;
/** Also within what closes it. */
const hasEnd = /[\p{Sentence_Terminal}…][\p{Pe}\p{Pf}\p{Pi}'"]*$/u;

export function noticed(happened: Happened, told: Told, nameOf: (id: string) => string): Happened {
	if (told.type === 'chat') {
		const { payload, user_id } = told.data;
		return { ...happened, said: [...happened.said, { name: nameOf(user_id), text: payload }] };
	}
	if (told.type === 'user_joined') {
		const name = told.data.user.display_name ?? told.data.user.username;
		return {
			...happened,
			came: [...happened.came.filter((one) => one !== name), name],
			went: happened.went.filter((one) => one !== name)
		};
	}
	if (told.type === 'user_left') {
		const name = nameOf(told.data.user_id);
		if (name === '') return happened;
		return {
			...happened,
			came: happened.came.filter((one) => one !== name),
			went: [...happened.went.filter((one) => one !== name), name]
		};
	}
	return happened;
}

/** One calm paragraph for those who listen; of a crowd only how much it was. */
export function sentenceOf({ came, said, went }: Happened, words: typeof en): string {
	const speakers = new Set(said.map(({ name }) => name)).size;
	const spoken =
		said.length <= readWhole
			? said.map(({ name, text }) => words.said(name, ended(shortened(text))))
			: [words.much_said(said.length, speakers)];
	const moved = [
		...(came.length > 0 ? [words.came(few(came, words))] : []),
		...(went.length > 0 ? [words.went(few(went, words))] : [])
	];
	return [...spoken, ...moved].join(' ');
}

function few(names: readonly string[], words: typeof en): string {
	const first = names.slice(0, readWhole);
	const rest = names.length - first.length;
	return [...first, ...(rest > 0 ? [words.others(rest)] : [])].join(', ');
}

function ended(text: string): string {
	return hasEnd.test(text) ? text : `${text}.`;
}

function shortened(text: string): string {
	return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
