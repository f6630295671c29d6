import type { Translation } from '$lib/kernel';
import interests from './interests.de.json';
import type { en } from './messages';

export const de: Translation<typeof en> = {
	interests,
	categories: {
		Music: 'Musik',
		'Art and craft': 'Kunst und Handwerk',
		'Words and stories': 'Wörter und Geschichten',
		'Film and stage': 'Film und Bühne',
		'Food and drink': 'Essen und Trinken',
		Outdoors: 'Draußen',
		'Sport and movement': 'Sport und Bewegung',
		Games: 'Spiele',
		'Making and technology': 'Basteln und Technik',
		'Home and garden': 'Haus und Garten',
		'Mind and learning': 'Denken und Lernen',
		Community: 'Gemeinschaft'
	},
	genders: {
		Woman: 'Frau',
		Man: 'Mann',
		'Non-binary': 'Nichtbinär',
		Genderfluid: 'Genderfluid',
		Agender: 'Agender',
		'Trans woman': 'Trans Frau',
		'Trans man': 'Trans Mann',
		Intersex: 'Intergeschlechtlich',
		Questioning: 'Noch auf der Suche'
	},
	pronouns: {
		'she/her': 'sie/ihr',
		'he/him': 'er/ihm',
		'they/them': 'they/them',
		'she/they': 'sie/they',
		'he/they': 'er/they',
		'ze/zir': 'ze/zir',
		'xe/xem': 'xe/xem',
		'it/its': 'es/ihm',
		'any pronouns': 'alle Pronomen',
		'ask me': 'frag mich'
	}
};
