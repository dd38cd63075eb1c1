/** Drizzle's view of the tables. The truth is the SQL in `migrations`; a test compares the two. */
export * from './backups.ts';
export * from './client-returns.ts';
export * from './clock.ts';
export * from './connectors.ts';
export * from './dossiers.ts';
export * from './extensions.ts';
export * from './handovers.ts';
export * from './journal.ts';
export * from './office.ts';
export * from './online-requests.ts';
export * from './outbox.ts';
export * from './page-codings.ts';
export * from './reconciliation.ts';
export * from './register.ts';
export * from './register-holds.ts';
export * from './screens.ts';
export * from './station.ts';
