type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Picks the form that a language uses for a number and puts the number where `#` stands:
 * `plural(3, { one: '# person waits', other: '# people wait' })`.
 */
export function pluralIn(locale: string) {
	// Made with the first number: the browser reads its tables then, and every catalogue has one.
	let rules: Intl.PluralRules | undefined;
	let numbers: Intl.NumberFormat | undefined;
	return (count: number, forms: Forms): string => {
		rules ??= new Intl.PluralRules(locale);
		numbers ??= new Intl.NumberFormat(locale);
		const form = forms[rules.select(count)] ?? forms.other;
		return form.replaceAll('#', numbers.format(count));
	};
}
