import type { ViewProps } from '../../views.ts';
import { Comparison } from './comparison.tsx';
import { DossierLedger } from './dossier-ledger.tsx';
import './ledger.css';

/** *Đối soát với Cổng*: what was sent and what is there, of all dossiers and of one. */
export default function Ledger({ officer, rest }: ViewProps) {
  const [dossierId] = rest;
  const acts = officer?.roles.includes('creator') ?? false;
  return dossierId === undefined ? (
    <Comparison mayAct={acts} />
  ) : (
    <DossierLedger key={dossierId} dossierId={dossierId} mayAct={acts} />
  );
}
