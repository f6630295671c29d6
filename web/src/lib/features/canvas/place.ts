/** The few words that every page needs; the rest comes with the page of this feature. */
export const place = { canvas: 'Canvas' };
