import type { DossierDetail, OriginalDetail } from '../../../../src/web/contract/index.ts';
import { Link } from '../../design/link.tsx';
import { type OwnedKind, ratesPath, slipPath } from './place.ts';
import { printWords as w } from './words.ts';
import './links.css';

/** The ways to the papers of a dossier, once it has an original. */
export function DossierSlipLinks({ dossier }: { readonly dossier: DossierDetail }) {
  const { id, originals, needsSlip } = dossier;
  if (originals.length === 0) return null;
  return (
    <>
      <Link class="button button-secondary slip-link" href={slipPath('reception', id)}>
        {w(needsSlip ? 'print.link.reception-due' : 'print.link.reception')}
      </Link>
      <Link class="button button-secondary slip-link" href={slipPath('fees', id)}>
        {w('print.link.fees')}
      </Link>
    </>
  );
}

interface OriginalProps {
  readonly kind: Extract<OwnedKind, 'supplement' | 'refusal'>;
  readonly original: OriginalDetail;
}

/** The way to the slip that is due for an original. */
export function OriginalSlipLink({ kind, original }: OriginalProps) {
  return (
    <Link class="button button-secondary slip-link" href={slipPath(kind, original.dossierId, original.id)}>
      {w(`print.link.${kind}`)}
    </Link>
  );
}

/** The way to the fee table for the wall. */
export function RatesLink() {
  return (
    <Link class="button button-secondary slip-link" href={ratesPath}>
      {w('print.link.rates')}
    </Link>
  );
}
