import { pluralIn } from '$lib/kernel';

const plural = pluralIn('en');

export const en = {
	title: 'Find people',
	search: 'Look for people',
	placeholder: 'Name, or a word they say of themselves',
	clear: 'Clear',
	filters: 'Filters',
	filters_count: (count: number) => plural(count, { one: '# filter', other: '# filters' }),
	filters_hint: 'Only what several people here share is offered.',
	no_filters: 'As soon as more people share an interest, a place or pronouns, they stand here.',
	done: 'Done',
	remove_filter: (name: string) => `Remove the filter ${name}`,
	kinds: { interest: 'Interests', place: 'Places', pronouns: 'Pronouns' },
	counted: (label: string, count: number) =>
		plural(count, { one: `${label}, # person`, other: `${label}, # people` }),
	everybody: 'Everybody here',
	results: 'People found',
	found: (count: number, more: boolean) =>
		more
			? plural(count, { one: 'More than # person found', other: 'More than # people found' })
			: plural(count, { one: '# person found', other: '# people found' }),
	looking: 'Looking',
	nobody: 'Nobody found',
	nobody_body: 'Try a part of the name. Who hides something about themselves is not found by it.',
	nobody_filtered: 'Perhaps with fewer filters.',
	without_filters: 'Look without filters',
	alone: 'Nobody else is here yet',
	alone_body: 'As soon as others live here, you will find them on this page.'
};
