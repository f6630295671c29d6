/**
 * The house without a network: what was read is kept, what is written waits. Knows no feature;
 * `engine` does the work behind it and is fetched when it is first needed.
 */
export { type News } from './carrier';
export { Freshness, provideFreshness, useFreshness } from './freshness.svelte';
export { errorOf, orphaned, type Draft, type Letter, type Refusal } from './letters';
export { openLine, type Line } from './line';
export { Outbox, provideOutbox, useOutbox, type Outcome } from './outbox.svelte';
export { createReading } from './reading';
