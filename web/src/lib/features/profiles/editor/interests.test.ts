import { describe, expect, it } from 'vitest';
import { beginningSo, byCategory, ownInterest, withInterest, withoutInterest } from './interests';
import type { Interest } from '../wire';

const jazz: Interest = { id: 'jazz', label: 'Jazz', category: 'Music' };
const baking: Interest = { id: 'baking', label: 'Baking', category: 'Food' };
const choir: Interest = { id: 'choir', label: 'Choir', category: 'Music' };
const german: Record<string, string> = { Jazz: 'Jazz', Baking: 'Backen', Choir: 'Großer Chor' };
const called = ({ label }: Interest) => german[label] ?? label;
const own = (label: string): Interest => ({ id: null, label, category: null });

describe('interests', () => {
	it('are at most twelve, each once', () => {
		const twelve = Array.from({ length: 12 }, (_, number) => own(`thing ${number}`));
		expect(withInterest(twelve, jazz)).toEqual(twelve);
		expect(withInterest([jazz], jazz)).toEqual([jazz]);
		expect(withInterest([own('night trains')], own('Night Trains'))).toHaveLength(1);
		expect(withInterest([jazz], baking)).toEqual([jazz, baking]);
	});

	it('go away by what they are', () => {
		expect(withoutInterest([jazz, own('trains'), baking], own('trains'))).toEqual([jazz, baking]);
	});

	it('in own words become the offered one where there is one', () => {
		expect(ownInterest('  jazz ', [jazz], called)).toBe(jazz);
		expect(ownInterest('grosser-Chor', [jazz, choir], called)).toBe(choir);
		expect(ownInterest('!!!', [jazz], called)).toEqual(own('!!!'));
		expect(ownInterest('Night   Trains', [jazz], called)).toEqual(own('night trains'));
		expect(ownInterest('x', [], called)).toBeNull();
		expect(ownInterest('x'.repeat(31), [], called)).toBeNull();
	});

	it('are found by the name in the language of the page, and by the English one', () => {
		const found = (typed: string) => beginningSo([jazz, baking, choir], typed, called);
		expect(found('back')).toEqual([baking]);
		expect(found('bak')).toEqual([baking]);
		expect(found('chor gr')).toEqual([choir]);
		expect(found('hor')).toEqual([]);
		expect(ownInterest('backen', [baking], called)).toBe(baking);
	});

	it('are offered under their categories', () => {
		expect(byCategory([jazz, baking, choir])).toEqual([
			{ category: 'Music', interests: [jazz, choir] },
			{ category: 'Food', interests: [baking] }
		]);
	});
});
