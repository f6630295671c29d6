import { createContext } from 'svelte';
import type { Socket } from './socket';

export const [useSocket, provideSocket] = createContext<Socket>();
