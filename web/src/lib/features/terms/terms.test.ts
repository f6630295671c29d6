import { describe, expect, it } from 'vitest';
import { en } from './messages';
import { de } from './messages.de';
import { Terms } from './terms';

const german = new Terms(
	() => de,
	() => 'de'
);
const english = new Terms(
	() => en,
	() => 'en'
);

describe('a term that the house offers', () => {
	it('is called by its name in the language of the page', () => {
		const chess = { id: 'board-games', label: 'Board games' };
		expect(english.interest(chess)).toBe('Board games');
		expect(german.interest(chess)).toBe('Brettspiele');
		expect(german.category('Games')).toBe('Spiele');
		expect(german.pronouns('she/her')).toBe('sie/ihr');
		expect(german.gender('Woman')).toBe('Frau');
	});

	it('has no English name left in German but where the word is the same', () => {
		const same = Object.entries(en.interests).filter(
			([id, name]) => (de.interests as Record<string, string>)[id] === name
		);
		expect(same.map(([id]) => id)).toEqual([
			'jazz',
			'rock',
			'metal',
			'fantasy',
			'comics',
			'animation',
			'podcasts',
			'bushcraft',
			'yoga',
			'basketball',
			'tennis',
			'pilates',
			'speedrunning',
			'meditation',
			'mentoring'
		]);
		expect(Object.keys(de.interests).sort()).toEqual(Object.keys(en.interests).sort());
	});

	it('is kept the same in whichever language it is typed', () => {
		expect(german.keptPronouns('Sie/Ihr ')).toBe('she/her');
		expect(german.keptGender('frau')).toBe('Woman');
		expect(english.keptGender('Woman')).toBe('Woman');
	});
});

it('own words, and terms of a newer house, are shown as they are', () => {
	expect(german.interest({ id: null, label: 'night trains' })).toBe('night trains');
	expect(german.interest({ id: 'kite-surfing', label: 'Kite surfing' })).toBe('Kite surfing');
	expect(german.interest({ id: 'constructor', label: 'Odd' })).toBe('Odd');
	expect(german.keptGender('Kapitän')).toBe('Kapitän');
});

it('a country is called by its name in the language of the page', () => {
	const vienna = { city: 'Vienna', country: 'AT', label: 'Vienna, Austria' };
	expect(german.place(vienna)).toBe('Vienna, Österreich');
	expect(english.place(vienna)).toBe('Vienna, Austria');
	expect(german.place({ ...vienna, country: '??' })).toBe('Vienna, Austria');
});
