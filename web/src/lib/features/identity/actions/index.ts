export { Confirming } from './confirming';
export { Entering, type Credentials, type Entrance, type NewAccount } from './entering';
export { Securing, type SecuringPorts } from './securing';
