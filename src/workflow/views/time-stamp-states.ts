/** How far an issued copy is with its time-stamps. `without`: it went out before it had them; `stopped`: it may not go out. */
export const TIME_STAMP_STATES = ['waiting', 'present', 'without', 'stopped'] as const;
