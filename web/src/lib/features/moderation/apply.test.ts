import { describe, expect, it } from 'vitest';
import { nothingRead, readAgain, readPage, showNewer, without } from './apply';
import { removedComment, removedPost } from './samples';
import { keyOf, type Removed } from './wire';

const [first, second, third] = [
	removedPost('p1', 1),
	removedComment('c2', 2),
	removedPost('p3', 3)
];
const page = (content: Removed[], has_more = false) => ({
	content,
	meta: { cursor: has_more ? 'more' : null, has_more }
});
const keys = (list: readonly Removed[]) => list.map(keyOf);

describe('what is deleted', () => {
	it('is read page by page, and nothing twice', () => {
		const begun = readPage(nothingRead, page([third, second], true), false);
		const whole = readPage(begun, page([second, first]), true);
		expect(keys(whole.items)).toEqual(['post:p3', 'comment:c2', 'post:p1']);
		expect(keys(readPage(whole, page([first]), false).items)).toEqual(['post:p1']);
	});

	it('lets what came back leave, and what is new wait until it is wanted', () => {
		const begun = readPage(nothingRead, page([second, first]), false);
		const again = readAgain(begun, page([third, first]));
		expect(keys(again.items)).toEqual(['post:p1']);
		expect(keys(again.newer)).toEqual(['post:p3']);
		const shown = showNewer(again);
		expect(keys(shown.items)).toEqual(['post:p3', 'post:p1']);
		expect(shown.newer).toEqual([]);
	});

	it('keeps what lies beyond the page that was read again', () => {
		const begun = readPage(nothingRead, page([third, second, first]), false);
		const again = readAgain(begun, page([third], true));
		expect(keys(again.items)).toEqual(['post:p3', 'comment:c2', 'post:p1']);
	});

	it('comes in at once where nothing was shown', () => {
		const again = readAgain(readPage(nothingRead, page([]), false), page([first]));
		expect(keys(again.items)).toEqual(['post:p1']);
		expect(again.newer).toEqual([]);
	});

	it('stands anew on top when it was restored and deleted again', () => {
		const begun = readPage(nothingRead, page([second, first]), false);
		const again = readAgain(begun, page([removedPost('p1', 9), second]));
		expect(keys(again.items)).toEqual(['post:p1', 'comment:c2']);
	});

	it('leaves by its kind and its id', () => {
		const begun = readPage(nothingRead, page([removedComment('x', 2), removedPost('x', 1)]), false);
		expect(keys(without(begun, 'post:x').items)).toEqual(['comment:x']);
	});
});
