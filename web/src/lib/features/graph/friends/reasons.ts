import { useSections } from '$lib/features/sections';
import { useTerms } from '$lib/features/terms';
import { useFormat, useMessages } from '$lib/kernel';
import { en } from '../messages';
import type { Suggestion } from '../wire';
import { reasonOf } from './reason';

/** Says why somebody is suggested, in the language of the page. Call while a component is made. */
export function useReasons(): (reason: Suggestion['reason']) => string {
	const t = useMessages({ graph: en });
	const format = useFormat();
	const terms = useTerms();
	const { nameOf, store } = useSections();
	return (reason) =>
		reasonOf(reason, t.graph, format.list, {
			same_interests: (label, id) => terms.interest({ id, label }),
			same_sections: (name, id) => {
				const section = store.list.find((one) => one.id === id);
				return section ? nameOf(section) : name;
			}
		});
}
