import { useEffect, useState } from 'preact/hooks';
import type { DossierList } from '../../../../src/web/contract/index.ts';
import { Field } from '../../design/field.tsx';
import { day } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import * as api from '../../station/api.ts';
import type { Failed } from '../../station/reply.ts';
import { ledgerPath } from './place.ts';
import { ledgerWords as w } from './words.ts';

/** After the last key, before the station is asked (milliseconds). */
const pauseMs = 250;

/** The way to a dossier's ledger by its code or its requester. */
export function FindDossier() {
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<DossierList['dossiers'] | null>(null);
  const [failure, setFailure] = useState<Failed | null>(null);
  useEffect(() => {
    const own = new AbortController();
    setFailure(null);
    if (search.trim() === '') {
      setFound(null);
      return;
    }
    const timer = setTimeout(() => {
      void api.listDossiers({ search: search.trim(), limit: 10 }, { signal: own.signal }).then((reply) => {
        if (own.signal.aborted) return;
        if (reply.ok) setFound(reply.value.dossiers);
        else setFailure(reply.failure);
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      own.abort();
    };
  }, [search]);
  return (
    <Sheet title={w('ledger.find')}>
      <Field type="search" autocomplete="off" label={w('ledger.find-label')} value={search} onValue={setSearch} />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div role="status">
        {found !== null && found.length === 0 ? <p class="soft">{w('ledger.find-none')}</p> : null}
        {found === null || found.length === 0 ? null : (
          <ul class="ledger-list">
            {found.map(({ id, code, requesterName, receivedAt }) => (
              <li key={id}>
                <Link class="ledger-found" href={ledgerPath(id)}>
                  <strong>{code}</strong>
                  <span>{requesterName}</span>
                  <span class="soft small">{day(receivedAt)}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  );
}
