type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Picks the form that a language uses for a number and puts the number where `#` stands:
 * `plural(3, { one: '# person waits', other: '# people wait' })`.
 */
export function pluralIn(locale: string) {
	const rules = new Intl.PluralRules(locale);
	const numbers = new Intl.NumberFormat(locale);
	return (count: number, forms: Forms): string => {
		const form = forms[rules.select(count)] ?? forms.other;
		return form.replaceAll('#', numbers.format(count));
	};
}
