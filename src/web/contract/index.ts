/**
 * What the screens and the station agree on: the schema of every body and answer, and the names of states, acts, roles
 * and codes. The screens import from here alone; nothing in here touches the machine.
 */
export {
  ACTS,
  type Act,
  CHECKLIST,
  DOSSIER_STATE_TABLE,
  DOSSIER_STATES,
  type DossierState,
  explainFee,
  fee,
  NATIONAL_STATUS_WORDS,
  type NationalStatus,
  ORIGINAL_STATE_WORDS,
  ORIGINAL_STATES,
  type OriginalState,
  REFUSAL_GROUNDS,
  ROLE_WORDS,
  ROLES,
  type Role,
  SECRECY_STATEMENTS,
  sameArrangement,
  type Turn,
} from '../../certification/index.ts';
export { type Code, type CodeText, codes } from '../../common/codes/index.ts';
export { scannerStates, scanSources } from '../../devices/scanner/port.ts';
export { pinStates, tokenStates } from '../../devices/token/port.ts';
export { faultOf, type SettingFault, type SettingSchema } from '../../settings/fault.ts';
export type { OfficeEvent } from '../../workflow/office-event.ts';
export * from './admin.ts';
export * from './appointments.ts';
export * from './attempts.ts';
export * from './backups.ts';
export * from './book-numbers.ts';
export * from './bundles.ts';
export * from './categories.ts';
export * from './checks.ts';
export * from './clock.ts';
export * from './dossiers.ts';
export * from './far-dossier.ts';
export * from './handovers.ts';
export * from './ledger.ts';
export * from './live.ts';
export * from './messages.ts';
export * from './online-requests.ts';
export * from './originals.ts';
export * from './register.ts';
export * from './screens.ts';
export * from './session.ts';
export * from './shapes.ts';
export * from './signing-client.ts';
export * from './slips.ts';
export * from './station.ts';
export * from './time-stamps.ts';
export * from './view-paths.ts';
export * from './visitor.ts';
