import type { LostKeys as Lost } from '../../../../src/web/contract/index.ts';
import { count } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { holdWords as w } from './words.ts';

/** The dossiers whose documents nobody can open any more. */
export function LostKeys({ lost }: { readonly lost: Lost }) {
  if (lost.length === 0) return null;
  return (
    <Notice kind="danger" title={w('hold.keys')}>
      <p>{w('hold.keys-why')}</p>
      <ul>
        {lost.map(({ code, documents }) => (
          <li key={code ?? ''}>
            {code === null
              ? w('hold.keys-nobody', { count: count(documents) })
              : w('hold.keys-dossier', { code, count: count(documents) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
