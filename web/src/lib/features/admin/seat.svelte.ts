import { createContext } from 'svelte';
import type { Keeping, Membering } from './actions';
import type { AdminStore } from './store';

export interface Admin {
	store: AdminStore;
	membering: Membering;
	keeping: Keeping;
}

/** Where the admin's work is found once it is here: it is fetched for admins alone. */
export class AdminSeat {
	admin = $state.raw<Admin | null>(null);
	/** A page stands that cannot be drawn without it. */
	wanted = $state(false);
}

const [useAdminSeat, setAdminSeat] = createContext<AdminSeat>();

export { useAdminSeat };

/** Belongs to the layout behind the door, which also holds `AdminWork`. */
export function provideAdmin(): void {
	setAdminSeat(new AdminSeat());
}

/** For what stands inside `AdminsOnly`. */
export function useAdmin(): Admin {
	const { admin } = useAdminSeat();
	if (!admin) throw new Error('The admin’s work is used outside of AdminsOnly.');
	return admin;
}
