/**
 * The states of a line. `probing`: nothing is known of it now, it is being asked. `weak`: it works, but slowly or not for
 * long. `paused`: it works, and documents wait for their hours. `unknown`: officers carry everything, no line is watched.
 */
export const linkStates = ['up', 'weak', 'paused', 'probing', 'down', 'unknown'] as const;
export type LinkState = (typeof linkStates)[number];
