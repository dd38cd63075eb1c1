import type { OriginalDetail } from '../../../../src/web/contract/index.ts';
import { Link } from '../../design/link.tsx';
import { originalPath } from './place.ts';
import { w } from './words.ts';

/** In whose place an original stands, or what stands in its place: each leads to the other. */
export function StandIns({ original }: { readonly original: OriginalDetail }) {
  const { replaces, replacedBy } = original;
  return (
    <>
      {replaces === null ? null : (
        <p class="small">
          {w('desk.stands-for')}{' '}
          <Link class="stand-in" href={originalPath(replaces.dossierId, replaces.id)}>
            {replaces.registerNumber ?? w('desk.no-number')}
          </Link>
        </p>
      )}
      {replacedBy === null ? null : (
        <p class="small">
          {w('desk.replaced-by')}{' '}
          <Link class="stand-in" href={originalPath(replacedBy.dossierId, replacedBy.id)}>
            {replacedBy.registerNumber ?? w('desk.no-number')}
          </Link>
        </p>
      )}
    </>
  );
}
