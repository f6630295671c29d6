export { Socket, SocketError, type SocketState } from './socket';
export type { Position, TopicEvent, TopicSignal } from './protocol';
export type { Subscriber, Subscription } from './topic';
