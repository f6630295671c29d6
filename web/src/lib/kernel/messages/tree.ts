/** Texts by name; those that hold a number or a name are functions. */
export interface Tree {
	[key: string]: string | ((...values: never[]) => string) | Tree;
}

/** What another language has to offer for these texts: the same names, any words. */
export type Translation<T> = {
	[Key in keyof T]: T[Key] extends (...values: infer Values) => string
		? (...values: Values) => string
		: T[Key] extends string
			? string
			: Translation<T[Key]>;
};
