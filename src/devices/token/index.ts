export { JoinedPort } from './joined-port.ts';
export { ModulePort, type ModulePortOptions } from './module-port.ts';
export * from './port.ts';
export { isWorking, noTokensSeen, TokenStates, type TokensSeen } from './states.ts';
export { type TokenNews, type TokenWatch, watchTokens } from './watch.ts';
