import { expect, it } from 'vitest';
import { own } from './remote';
import { ana } from './samples';
import { defaultVisibility, seenBy } from './seeing';

it('a house that is a version older tells less of oneself, and that is enough', () => {
	const { created_at, display_name, id, username } = ana;
	const older = { user: { id, username, created_at, display_name } } as never;
	const person = own(older);
	expect(person.onboarding.done).toBe(true);
	expect(person).toMatchObject({
		display_name,
		bio: null,
		interests: [],
		hide_profile: false,
		visibility: defaultVisibility
	});
	expect(seenBy(person, 'stranger').hidden).toContain('bio');
});

it('a level that the house has not heard of yet counts as it begins', () => {
	const { hide_profile, onboarding, visibility, ...user } = ana;
	const { last_active: _, ...known } = { ...visibility, bio: 'public' as const };
	const person = own({ user, hide_profile, onboarding, visibility: known });
	expect(person.visibility).toEqual({ ...visibility, bio: 'public' });
});
