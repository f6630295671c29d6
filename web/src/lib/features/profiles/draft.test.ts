import { describe, expect, it } from 'vitest';
import { changeOf, wayBack, withLook } from './apply';
import { ProfileDraft, troubles } from './draft.svelte';
import { ana } from './samples';
import { ProfileStore } from './store.svelte';
import type { OwnPerson } from './wire';

function draftOf(person: OwnPerson = ana) {
	const store = new ProfileStore();
	store.read(person, store.begin());
	return {
		draft: new ProfileDraft(() => store.person),
		become: (other: OwnPerson) => store.read(other, store.begin())
	};
}

describe('what is being written', () => {
	it('is only what differs, so that typing a letter and taking it back changes nothing', () => {
		const { draft } = draftOf();
		draft.write({ bio: 'Bread and rivers.!' });
		expect(draft.look).toEqual({ bio: 'Bread and rivers.!' });
		draft.write({ bio: 'Bread and rivers. ' });
		expect(draft.changed).toBe(false);
		expect(draft.person?.bio).toBe('Bread and rivers. ');
	});

	it('is shown whole in the preview, letter by letter', () => {
		const { draft } = draftOf();
		draft.write({ display_name: 'Ana', location: null });
		expect(draft.person).toEqual({ ...ana, display_name: 'Ana', location: null });
	});

	it('comes back from this device, but only to the one who wrote it', () => {
		const { draft } = draftOf();
		draft.write({ bio: 'Rower' });
		const kept = JSON.parse(JSON.stringify(draft.toKeep('ana'))) as unknown;

		const again = draftOf().draft;
		again.restore(kept, 'ben');
		expect(again.changed).toBe(false);
		again.restore(kept, 'ana');
		expect(again.look).toEqual({ bio: 'Rower' });
		expect(again.restored).toBe(true);
	});

	it('is nothing to keep once it is what the house has', () => {
		const { draft } = draftOf({ ...ana, bio: 'Rower' });
		draft.write({ bio: 'Rower' });
		expect(draft.toKeep('ana')).toBeNull();
	});

	it.each([null, 'x', 7, {}, { owner: 'ana' }, { owner: 'ana', look: null, from: {} }])(
		'is not taken from what somebody else left behind (%j)',
		(kept) => {
			const { draft } = draftOf();
			draft.restore(kept, 'ana');
			expect(draft.changed).toBe(false);
		}
	);

	it('says when another device was faster, in a field that is being written', () => {
		const { draft, become } = draftOf();
		draft.write({ bio: 'Rower' });
		become({ ...ana, pronouns: 'they/them' });
		expect(draft.overtaken).toBe(false);
		become({ ...ana, bio: 'Baker' });
		expect(draft.overtaken).toBe(true);
	});

	it('is thrown away whole', () => {
		const { draft } = draftOf();
		draft.write({ bio: 'Rower', gender: 'Woman' });
		draft.discard();
		expect(draft.changed).toBe(false);
		expect(draft.person).toEqual(ana);
	});
});

it('names and bios that do not fit are found before they are sent', () => {
	expect(troubles({ display_name: 'Al' })).toEqual(['display_name']);
	expect(troubles({ display_name: 'A'.repeat(41) })).toEqual(['display_name']);
	expect(troubles({ display_name: '  ' })).toEqual([]);
	expect(troubles({ bio: '🌊'.repeat(280) })).toEqual([]);
	expect(troubles({ bio: '🌊'.repeat(281) })).toEqual(['bio']);
});

describe('a wish', () => {
	it('is sent in the words of the house', () => {
		expect(
			changeOf({
				bio: null,
				location: { id: 7, city: 'Porto', country: 'PT', label: 'Porto, Portugal' },
				interests: ana.interests,
				avatar: { media_id: 'new', url_320: '', url_1080: '', blur: null, alt: null },
				banner: null,
				visibility: { bio: 'private' }
			})
		).toEqual({
			bio: null,
			location: { city_id: 7 },
			interests: [{ id: 'sourdough' }, { label: 'night trains' }],
			avatar_media_id: 'new',
			banner_media_id: null,
			visibility: { bio: 'private' }
		});
		expect(changeOf({ pronouns: 'she/her' })).toEqual({ pronouns: 'she/her' });
		expect(changeOf({ location: null })).toEqual({ location: null });
	});

	it('can be taken back exactly, and nothing else with it', () => {
		const look = { bio: 'Rower', visibility: { bio: 'private', pronouns: 'public' } } as const;
		const after = withLook(ana, look);
		expect(after.visibility.pronouns).toBe('public');
		expect(withLook(after, wayBack(ana, look))).toEqual(ana);
		expect(wayBack(ana, look)).toEqual({
			bio: ana.bio,
			visibility: { bio: 'connections', pronouns: 'connections' }
		});
	});
});
