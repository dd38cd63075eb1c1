import { Value } from 'typebox/value';
import type { TellingRow } from '../../store/repositories/tellings.ts';
import {
  type Connector,
  PortalDossier,
  type PortalReferences,
  ProgressStep,
  type Receipt,
  type Rejected,
  type Unreachable,
} from '../connector.ts';
import { syncOnce } from '../outbox/presence.ts';
import type { ContentSource } from '../outbox/sender.ts';

/** How far a dossier was told; `failure` is what ended it, null when nothing did. */
export interface Told {
  /** The change up to which its state was confirmed; 0 when it was not. */
  readonly told: number;
  /** The steps confirmed. */
  readonly steps: readonly string[];
  readonly receipt: Receipt | null;
  readonly failure: Rejected | Unreachable | null;
}

interface Way {
  readonly connector: Connector;
  readonly content: ContentSource;
  readonly references: PortalReferences;
  readonly signal: AbortSignal;
}

/** Tells the one-stop system a dossier's present state, where it has changed, and then its steps. */
export async function tellDossier(row: TellingRow, way: Way): Promise<Told> {
  let told: Told = { told: 0, steps: [], receipt: null, failure: null };
  if (row.told < row.changes) {
    const answer = await tellState(row, way);
    if (answer.failure !== null) return { ...told, failure: answer.failure };
    told = { ...told, told: row.changes, receipt: answer.receipt };
  }
  if (row.steps.length === 0) return told;
  const answer = await tellSteps(row, way);
  if (answer.failure !== null) return { ...told, failure: answer.failure };
  return { ...told, steps: row.steps, receipt: answer.receipt };
}

type Answer =
  | { readonly failure: Rejected | Unreachable; readonly receipt?: never }
  | { readonly failure: null; readonly receipt: Receipt };

async function tellState(row: TellingRow, { connector, content, references, signal }: Way): Promise<Answer> {
  const loaded = await content.loadDossier(row.dossierId);
  if (!loaded.ok) return rejected(loaded.error.code);
  if (!Value.Check(PortalDossier, loaded.value)) return rejected('PORTAL-CONTENT-INVALID');
  // A copy that went to the portal by another way than an address cannot be named here.
  const results = loaded.value.results.filter(({ url }) => url !== undefined);
  const standing = { known: row.told > 0, begunAt: row.begunAt };
  const outcome = await syncOnce(connector, { ...loaded.value, results }, standing, { references, signal });
  return outcome.kind === 'confirmed' ? { failure: null, receipt: outcome.receipt } : { failure: outcome };
}

async function tellSteps(row: TellingRow, { connector, content, references, signal }: Way): Promise<Answer> {
  const loaded = await content.loadSteps(row.dossierId, row.steps);
  if (!loaded.ok) return rejected(loaded.error.code);
  const { dossierCode, steps } = loaded.value;
  const whole = steps.length === row.steps.length && steps.every((step) => Value.Check(ProgressStep, step));
  if (!whole) return rejected('PORTAL-CONTENT-INVALID');
  const outcome = await connector.reportProgress(dossierCode, steps, { references, signal });
  return outcome.kind === 'confirmed' ? { failure: null, receipt: outcome.receipt } : { failure: outcome };
}

function rejected(code: Rejected['code']): Answer {
  return { failure: { kind: 'rejected', code } };
}
