import { pluralIn } from '$lib/kernel';
import { place } from './place';

const plural = pluralIn('en');

export const en = {
	...place,
	placeholder: 'Search posts, comments and links',
	clear: 'Clear the search',
	looking: 'Searching',
	results: 'Results',
	found: (count: number, more: boolean) =>
		more ? `More than ${count} results` : plural(count, { one: '# result', other: '# results' }),
	filters: 'Filters',
	filters_count: (count: number) => `Filters, ${count} on`,
	kind: 'What to look for',
	everything: 'All',
	kinds: { post: 'Posts', comment: 'Comments', link_metadata: 'Links' },
	one: { post: 'Post', comment: 'Comment', link_metadata: 'Link' },
	where: 'Where',
	everywhere: 'Everywhere',
	several_hint: 'Choose as many as you like.',
	who: 'From whom',
	anybody: 'Anybody',
	find_person: 'Name of a member',
	nobody_found: 'Nobody by that name.',
	in_section: (section: string) => `In ${section}`,
	by: (name: string) => `By @${name}`,
	only: (kind: string) => `Only ${kind.toLowerCase()}`,
	remove_filter: (filter: string) => `Remove the filter: ${filter}`,
	done: 'Show results',
	in_post_by: (name: string) => `under a post by ${name}`,
	link_in_post_by: (name: string) => `shared by ${name}`,
	link_in_comment: (name: string) => `in a comment under a post by ${name}`,
	no_luck: (q: string) => `No luck with “${q}”`,
	no_luck_filtered: 'Nothing in what you chose. It may be elsewhere.',
	no_luck_body: 'Try fewer or other words. The beginning of the last word is enough.',
	search_everywhere: 'Search everywhere',
	offline: 'Searching needs a connection. It goes on as soon as there is one.',
	offline_title: 'You are offline',
	recent: 'Searched lately',
	clear_recent: 'Clear',
	forget: (q: string) => `Forget “${q}”`,
	start: 'What are you looking for?',
	tip_words: 'All words have to be there, in any form; of the last one the beginning is enough.',
	tip_phrase: '“in quotes” finds words that stand together.',
	tip_without: '-word leaves out what has that word.',
	back: 'Back'
};
