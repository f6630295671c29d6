import { onDestroy } from 'svelte';
import { goto } from '$app/navigation';
import { errorOf, explain, useMessages, useOutbox, useToasts } from '$lib/kernel';
import { en } from './messages';

/** Says so wherever the member is by now when something they wrote is refused later on. */
export function tellRefusals(): void {
	const t = useMessages({ shell: en });
	const toasts = useToasts();
	const outbox = useOutbox();
	onDestroy(
		outbox.hear((news) => {
			if (news.kind !== 'refused' || !news.letter.makes || news.letter.tries < 2) return;
			const { href, refusal } = news.letter;
			toasts.show({
				tone: 'danger',
				text: t.shell.not_sent(refusal ? explain(errorOf(refusal), t.common) : ''),
				action: { label: t.shell.look, run: () => void goto(href) }
			});
		})
	);
}
