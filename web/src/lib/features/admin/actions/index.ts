export { Keeping, type NewInvite } from './keeping';
export { Membering, rejectAfter } from './membering';
export type { AdminPorts } from './ports';
