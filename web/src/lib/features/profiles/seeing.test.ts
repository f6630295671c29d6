import { describe, expect, it } from 'vitest';
import previews from './previews.json';
import { own } from './remote';
import { ana } from './samples';
import { collectionInForce, defaultVisibility, groups, seenBy } from './seeing';
import { levels, type Field, type OwnPerson } from './wire';

describe('my profile with the eyes of others', () => {
	it('is whole for myself', () => {
		const {
			hide_profile: _h,
			onboarding: _o,
			showcase_visibility: _s,
			visibility: _v,
			...all
		} = ana;
		expect(seenBy(ana, 'self')).toEqual({ ...all, hidden: [] });
	});

	it('shows a stranger no more than name and picture until I say otherwise', () => {
		const seen = seenBy(ana, 'stranger');
		expect(seen).toMatchObject({ display_name: 'Ana Lima', avatar: ana.avatar });
		expect(seen).toMatchObject({ bio: null, pronouns: null, location: null, interests: null });
		expect(seen.hidden).toContain('bio');
	});

	it('shows a friend all that is not mine alone', () => {
		const visibility = { ...ana.visibility, pronouns: 'private' } as const;
		const seen = seenBy({ ...ana, visibility }, 'connection');
		expect(seen.bio).toBe(ana.bio);
		expect(seen.pronouns).toBeNull();
		expect(seen.hidden).toEqual(['pronouns']);
	});

	it('shrinks to name and picture while it is hidden, also for friends, and not for me', () => {
		const hidden: OwnPerson = {
			...ana,
			visibility: { ...ana.visibility, bio: 'public' },
			hide_profile: true
		};
		for (const viewer of ['stranger', 'connection'] as const) {
			expect(seenBy(hidden, viewer)).toMatchObject({
				username: 'ana',
				display_name: 'Ana Lima',
				avatar: ana.avatar,
				bio: null,
				interests: null
			});
		}
		expect(seenBy(hidden, 'self').bio).toBe(ana.bio);
		expect(seenBy({ ...hidden, hide_profile: false }, 'stranger').bio).toBe(ana.bio);
	});

	it('shows of a showcase each collection at its own level', () => {
		const person: OwnPerson = {
			...ana,
			visibility: { ...ana.visibility, showcase: 'public' },
			showcase_visibility: { favorite_posts: 'private', copper: 'connections' }
		};
		expect(collectionInForce(person, 'favorite_posts')).toBe('private');
		expect(collectionInForce(person, 'newer')).toBe('public');
		expect(seenBy(person, 'stranger').hidden).toContain('showcase');
		expect(seenBy(person, 'connection').hidden).not.toContain('showcase');
		expect(seenBy({ ...person, hide_profile: true }, 'connection').hidden).toContain('showcase');
	});

	it('never gives away a field at a level above the viewer', () => {
		for (const level of levels) {
			const visibility = Object.fromEntries(
				Object.keys(ana.visibility).map((field) => [field, level])
			) as Record<Field, typeof level>;
			const told = JSON.stringify(seenBy({ ...ana, visibility }, 'stranger'));
			expect(told.includes('Bread and rivers')).toBe(level === 'public');
			expect(told.includes('Lisbon')).toBe(level === 'public');
		}
	});
});

/** What the server really answered for each choice; its own tests keep the file true. */
describe('what the preview foretells', () => {
	it.each(previews)('is what the house shows: $choice', (answered) => {
		const person = own(answered.self as unknown as Parameters<typeof own>[0]);
		expect(seenBy(person, 'stranger')).toEqual(answered.stranger);
		expect(seenBy(person, 'connection')).toEqual(answered.connection);
		expect(seenBy(person, 'self')).toEqual(answered.self.user);
	});

	it('is tried with every field at every level', () => {
		for (const field of Object.keys(ana.visibility) as Field[]) {
			const tried = new Set(previews.map(({ self }) => self.visibility[field]));
			expect([...tried].sort()).toEqual([...levels].sort());
		}
		for (const key of Object.keys(ana.showcase_visibility)) {
			const tried = previews.map(({ self }) => own(self as never).showcase_visibility[key]);
			expect([...new Set(tried)].sort()).toEqual([...levels].sort());
		}
	});
});

it('every field has its switch in exactly one group, but the showcase, whose collections have', () => {
	const listed = groups.flatMap(({ fields }) => [...fields] as Field[]);
	expect([...listed, 'showcase'].sort()).toEqual(Object.keys(ana.visibility).sort());
	expect(defaultVisibility).toEqual(ana.visibility);
});
