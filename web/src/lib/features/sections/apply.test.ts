import { describe, expect, it } from 'vitest';
import { dotted, noteNew, noteRead, noteSeen, nothingNew } from './apply';

const music = { id: 's', name: 'Music', type: 'music' as const };

describe('the dot beside a section', () => {
	it('is there when somebody posts, and gone once one has looked', () => {
		const told = noteNew(nothingNew, 's', 'p1');
		expect(dotted(told, 's')).toBe(true);
		expect(dotted(noteSeen(told, 's'), 's')).toBe(false);
		expect(dotted(noteNew(noteSeen(told, 's'), 's', 'p2'), 's')).toBe(true);
	});

	it('does not come back for what was seen and is told again', () => {
		const seen = noteSeen(noteNew(nothingNew, 's', 'p2'), 's');
		expect(dotted(noteNew(seen, 's', 'p1'), 's')).toBe(false);
		expect(dotted(noteNew(seen, 's', 'p2'), 's')).toBe(false);
	});

	it('is the same in whatever order posts are told', () => {
		const a = noteNew(noteNew(nothingNew, 's', 'p1'), 's', 'p2');
		const b = noteNew(noteNew(nothingNew, 's', 'p2'), 's', 'p1');
		expect(a).toEqual(b);
	});

	it('follows what the server remembers from other devices', () => {
		const read = noteRead(nothingNew, [{ ...music, unread: true }]);
		expect(dotted(read, 's')).toBe(true);
		expect(dotted(noteSeen(read, 's'), 's')).toBe(false);
	});
});
