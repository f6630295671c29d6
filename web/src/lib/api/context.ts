import { createContext } from 'svelte';
import type { Api } from './client';

/** The client of this page; given once by the root layout. */
export const [useApi, provideApi] = createContext<Api>();
