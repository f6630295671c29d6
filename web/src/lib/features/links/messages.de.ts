import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	play_on: (provider) => `Hier abspielen, von ${provider}`,
	play_from: (title, provider) => `„${title}“ hier abspielen, von ${provider}`,
	player_of: (title) => `Abspieler von „${title}“`,
	rated: (rating, best) => `${rating} von ${best}`,
	rated_alone: (rating) => `Bewertet mit ${rating}`,
	rated_by: (count) => `aus ${count} Bewertungen`,
	directed_by: (name) => `Regie: ${name}`,
	written_by: (names) => `Von ${names}`,
	isbn: (isbn) => `ISBN ${isbn}`,
	by_organizer: (name) => `Von ${name}`,
	tickets: 'Karten',
	ingredients: (count) => plural(count, { one: '# Zutat', other: '# Zutaten' }),
	minutes: (count) => plural(count, { one: '# Min.', other: '# Min.' }),
	hours: (hours, minutes) => (minutes === 0 ? `${hours} Std.` : `${hours} Std. ${minutes} Min.`),
	prep: (time) => `${time} Vorbereitung`,
	cook: (time) => `${time} Kochzeit`,
	total: (time) => `${time} insgesamt`,
	opens_elsewhere: 'öffnet sich in einem neuen Tab'
};
