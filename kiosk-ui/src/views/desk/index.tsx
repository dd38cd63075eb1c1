import { useCallback, useRef } from 'preact/hooks';
import { go } from '../../router.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import type { ViewProps } from '../../views.ts';
import { cardAtHand, useCardReader } from './card-reader.ts';
import type { Card } from './card-text.ts';
import { DossierList } from './dossier-list.tsx';
import { DossierWork } from './dossier-work.tsx';
import { NewDossier } from './new-dossier.tsx';
import { NoStep } from './no-step.tsx';
import { newPath, placeOf } from './place.ts';
import { useRunningScans } from './running-scans.ts';
import { w } from './words.ts';
import './desk.css';

/** *Bàn tiếp nhận*: the list at the left, the dossier in the middle, the one next step at the right. */
export default function Desk({ officer, rest }: ViewProps) {
  const search = useRef<HTMLInputElement>(null);
  const place = placeOf(rest);
  useRunningScans();
  useCardReader(
    useCallback((card: Card) => {
      cardAtHand.value = card;
      go(newPath);
    }, []),
  );
  useShortcut({ keys: 'n', label: w('desk.new'), act: () => go(newPath) });
  useShortcut({ keys: '/', label: w('desk.search'), act: () => search.current?.focus() });
  if (officer === null) return null;
  return (
    <div class="desk" data-at={place.at} data-doing={place.at === 'dossier' ? place.doing : 'none'}>
      <DossierList current={place.at === 'dossier' ? place.dossierId : null} searchRef={search} />
      {place.at === 'dossier' ? (
        <DossierWork key={place.dossierId} officerId={officer.id} place={place} />
      ) : place.at === 'new' ? (
        <NewDossier officerId={officer.id} />
      ) : (
        <>
          <section class="desk-middle desk-nothing" aria-label={w('desk.title')}>
            <h1>{w('desk.title')}</h1>
            <p class="soft">{w('desk.choose')}</p>
          </section>
          <NoStep />
        </>
      )}
    </div>
  );
}
