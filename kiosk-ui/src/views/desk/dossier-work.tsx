import { useCallback, useState } from 'preact/hooks';
import { DOSSIER_STATE_TABLE, type DossierDetail, type OriginalLine } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { day, dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { go } from '../../router.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { t } from '../../words/index.ts';
import { DossierNews } from '../online/dossier-news.tsx';
import { DossierSlipLinks } from '../print/links.tsx';
import { Account } from './account.tsx';
import { AddOriginal } from './add-original.tsx';
import { CorrectRequester } from './correct-requester.tsx';
import { Due } from './due.tsx';
import { ExtendDueTime } from './extend-due-time.tsx';
import { Messages } from './messages.tsx';
import { NoStep } from './no-step.tsx';
import { OriginalCard } from './original-card.tsx';
import { type LoadedOriginal, OriginalLoader } from './original-loader.tsx';
import { PagesView } from './pages-view.tsx';
import { addPath, dossierPath, listPath, originalPath, type Place, pagesPath } from './place.ts';
import { OriginalStep } from './steps/original-step.tsx';
import { w } from './words.ts';

interface Props {
  readonly officerId: string;
  readonly place: Extract<Place, { at: 'dossier' }>;
}

/** One dossier: its originals in the middle, the next step of the one chosen at the right. */
export function DossierWork({ officerId, place }: Props) {
  const { dossierId, doing } = place;
  const live = useLive(
    `dossier:${dossierId}`,
    (read) => api.getDossier(dossierId, read),
    (event) => event.type === 'inbound-changed' || ('dossierId' in event && event.dossierId === dossierId),
  );
  const [loaded, setLoaded] = useState<ReadonlyMap<string, LoadedOriginal>>(new Map());
  const onLoaded = useCallback((id: string, one: LoadedOriginal | null) => {
    setLoaded((before) => {
      const next = new Map(before);
      if (one === null) next.delete(id);
      else next.set(id, one);
      return next;
    });
  }, []);
  const [firstPage, setFirstPage] = useState(1);

  const dossier = live.value.value;
  const open = dossier !== null && DOSSIER_STATE_TABLE[dossier.state].open;
  useShortcut(open ? { keys: 'g', label: w('desk.add'), act: () => go(addPath(dossierId)) } : null);
  if (dossier === null) return <Missing live={live} />;

  const { originals } = dossier;
  const gone = dossier.purgedAt !== null;
  const adding = open && (doing === 'add' || originals.length === 0);
  const line = adding ? null : (originals.find(({ id }) => id === place.originalId) ?? nextOf(originals, loaded));
  const current = line ? (loaded.get(line.id) ?? null) : null;
  const openPage = (id: string, ordinal: number): void => {
    setFirstPage(ordinal);
    go(pagesPath(dossierId, id));
  };
  const loaders = originals.map(({ id }) => <OriginalLoader key={id} id={id} onLoaded={onLoaded} />);
  if (!gone && doing === 'pages' && current !== null && current.detail.pages.length > 0) {
    return (
      <>
        {loaders}
        <PagesView key={current.detail.id} officerId={officerId} loaded={current} firstPage={firstPage} />
      </>
    );
  }
  return (
    <>
      {loaders}
      <section class="desk-middle" aria-label={gone ? dossier.code : dossier.requesterName}>
        <Head officerId={officerId} dossier={dossier} open={open} reload={live.reload} />
        {dossier.purgedAt === null ? null : (
          <Notice kind="info">{w('desk.purged', { day: day(dossier.purgedAt) })}</Notice>
        )}
        <DossierNews news={dossier.online} appointment={dossier.appointment} />
        <ul class="originals" aria-label={w('desk.originals')}>
          {originals.map((one) => (
            <OriginalCard
              key={one.id}
              dossierId={dossierId}
              line={one}
              original={loaded.get(one.id)?.detail ?? null}
              gone={gone}
              selected={one.id === line?.id}
              onOpenPage={(ordinal) => openPage(one.id, ordinal)}
            />
          ))}
        </ul>
        {open && !adding ? (
          <div>
            <Button keys="G" onClick={() => go(addPath(dossierId))}>
              {w('desk.add')}
            </Button>
          </div>
        ) : null}
        {open ? null : <p class="soft small">{w('desk.closed')}</p>}
        <Messages dossierId={dossierId} />
      </section>
      {adding ? (
        <AddOriginal
          officerId={officerId}
          dossierId={dossierId}
          first={originals.length === 0}
          onAdded={(id) => {
            void live.reload().then(() => go(originalPath(dossierId, id), { replace: true }));
          }}
          onCancel={() => go(dossierPath(dossierId), { replace: true })}
        />
      ) : current === null || gone ? (
        <NoStep />
      ) : (
        <OriginalStep
          key={current.detail.id}
          officerId={officerId}
          loaded={current}
          onCompare={() => openPage(current.detail.id, 1)}
        />
      )}
    </>
  );
}

/** Without a choice of the officer's: the first original that has something to do at the desk. */
function nextOf(
  originals: readonly OriginalLine[],
  loaded: ReadonlyMap<string, LoadedOriginal>,
): OriginalLine | undefined {
  const busy = (line: OriginalLine): boolean =>
    ['draft', 'scanned', 'compared', 'returned-to-creator', 'supplement-asked'].includes(
      loaded.get(line.id)?.detail.state ?? line.state,
    );
  return originals.find(busy) ?? originals[0];
}

interface HeadProps {
  readonly officerId: string;
  readonly dossier: DossierDetail;
  readonly open: boolean;
  readonly reload: () => Promise<void>;
}

function Head({ officerId, dossier, open, reload }: HeadProps) {
  const [dialog, setDialog] = useState<'requester' | 'extension' | null>(null);
  const close = (): void => setDialog(null);
  const gone = dossier.purgedAt !== null;
  const contact = [dossier.requesterIdentity, dossier.requesterPhone, dossier.requesterEmail].filter(Boolean);
  return (
    <header class="dossier-head">
      <Link class="dossier-back" href={listPath}>
        ‹ {w('desk.back-to-list')}
      </Link>
      <div class="dossier-who">
        <h1>{gone ? w('desk.purged-who') : dossier.requesterName}</h1>
        <p class="dossier-code">
          <strong>{dossier.code}</strong>
          <Due at={dossier.dueAt} open={open} />
        </p>
        {contact.length === 0 ? null : <p class="soft small">{contact.join(' · ')}</p>}
        {gone ? null : <Account dossier={dossier} onDone={() => void reload()} />}
        <p class="soft small">
          {w('desk.received', { when: dayAndTime(dossier.receivedAt), who: dossier.createdBy.fullName })}
        </p>
      </div>
      {gone ? null : (
        <div class="dossier-acts">
          <Button onClick={() => setDialog('requester')}>{w('desk.correct')}</Button>
          <DossierSlipLinks dossier={dossier} />
          {open ? <Button onClick={() => setDialog('extension')}>{w('desk.extend')}</Button> : null}
        </div>
      )}
      {dialog === 'requester' ? (
        <CorrectRequester officerId={officerId} dossier={dossier} onClose={close} onDone={() => void reload()} />
      ) : null}
      {dialog === 'extension' ? (
        <ExtendDueTime officerId={officerId} dossier={dossier} onClose={close} onDone={() => void reload()} />
      ) : null}
    </header>
  );
}

function Missing({ live }: { readonly live: ReturnType<typeof useLive<DossierDetail>> }) {
  const failure = live.failure.value;
  return (
    <>
      <section class="desk-middle" aria-label={w('desk.title')} aria-busy={failure === null}>
        <h1>{w('desk.title')}</h1>
        {failure === null ? null : failure.status === 0 ? (
          <Notice kind="waiting">{t('shell.away')}</Notice>
        ) : (
          <FailureNotice
            failure={failure}
            actions={<Button onClick={() => void live.reload()}>{w('desk.viewer-again')}</Button>}
          />
        )}
      </section>
      <NoStep />
    </>
  );
}
