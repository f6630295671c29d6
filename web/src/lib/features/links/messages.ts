import { pluralIn } from '$lib/kernel';

const plural = pluralIn('en');

export const en = {
	play_on: (provider: string) => `Play here, from ${provider}`,
	play_from: (title: string, provider: string) => `Play “${title}” here, from ${provider}`,
	player_of: (title: string) => `Player of “${title}”`,
	rated: (rating: string, best: string) => `${rating} of ${best}`,
	rated_alone: (rating: string) => `Rated ${rating}`,
	rated_by: (count: string) => `from ${count} ratings`,
	directed_by: (name: string) => `Directed by ${name}`,
	written_by: (names: string) => `By ${names}`,
	isbn: (isbn: string) => `ISBN ${isbn}`,
	by_organizer: (name: string) => `From ${name}`,
	tickets: 'Tickets',
	ingredients: (count: number) => plural(count, { one: '# ingredient', other: '# ingredients' }),
	minutes: (count: number) => plural(count, { one: '# min', other: '# min' }),
	hours: (hours: number, minutes: number) =>
		minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`,
	prep: (time: string) => `${time} to prepare`,
	cook: (time: string) => `${time} to cook`,
	total: (time: string) => `${time} in all`,
	opens_elsewhere: 'opens in a new tab'
};
