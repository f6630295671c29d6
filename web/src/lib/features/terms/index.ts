/** The door of terms: interests, genders, pronouns and places by the names of one's language. */
export { Terms, useTerms } from './terms';
