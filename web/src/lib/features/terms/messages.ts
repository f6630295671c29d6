import offered from './offered.json';

/** The terms that the house offers, by what it keeps of them. A test of the server writes the file. */
export const en = offered;
