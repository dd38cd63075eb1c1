import { useState } from 'preact/hooks';
import type { BundleOverview, CardOnStick } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import * as api from '../../station/bundles-api.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { CompareCard } from './compare-card.tsx';
import { Digits } from './digits.tsx';
import type { StickAct } from './stick-act.ts';
import { w } from './words.ts';

interface Props {
  readonly answer: BundleOverview;
  readonly act: StickAct;
  readonly admin: boolean;
}

/** By what this station is known, which stations it knows, and the cards on the stick. */
export function Stations({ answer, act, admin }: Props) {
  const { own, sender, origins, stick, carries } = answer;
  const cards = stick.cards.filter((card) => card.code !== null || openParts(card, answer).length > 0);
  return (
    <Sheet title={w('stick.stations')}>
      <p class="soft">{w('stick.stations-intro')}</p>
      <div>
        <p class="soft">{w('stick.own-card')}</p>
        <Digits of={own.fingerprint} />
      </div>
      <div class="act-list">
        <Button
          busy={act.busy}
          disabled={stick.code !== null}
          onClick={() => void act.run(api.writeCard, () => [w('stick.card-written')])}
        >
          {w('stick.card-write')}
        </Button>
      </div>
      {carries && sender === null ? (
        <Notice kind="waiting" title={w('stick.no-sender')}>
          {w('stick.no-sender-do')}
        </Notice>
      ) : null}
      {sender === null && origins.length === 0 ? null : (
        <ul class="record-list">
          {sender === null ? null : <Known station={sender} part="sender" act={act} admin={admin} />}
          {origins.map((origin) => (
            <Known key={origin.id} station={origin} part="origin" act={act} admin={admin} />
          ))}
        </ul>
      )}
      {cards.length === 0 ? null : (
        <>
          <h3>{w('stick.cards')}</h3>
          <ul class="record-list">
            {cards.map((card) => (
              <Card key={card.file} card={card} act={act} admin={admin} open={openParts(card, answer)} />
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}

type Part = 'sender' | 'origin';

/** As what a card can still be confirmed, the usual one first: one station sends for this office, many may be sent for. */
function openParts(card: CardOnStick, { carries, sender }: BundleOverview): readonly Part[] {
  const usual: readonly Part[] = carries ? ['sender', 'origin'] : ['origin', 'sender'];
  return usual.filter((part) => !card.confirmedAs.includes(part) && (part === 'origin' || sender === null));
}

interface KnownProps {
  readonly station: NonNullable<BundleOverview['sender']>;
  readonly part: Part;
  readonly act: StickAct;
  readonly admin: boolean;
}

function Known({ station, part, act, admin }: KnownProps) {
  const [asking, setAsking] = useState(false);
  const office = station.name;
  const remove = async (): Promise<void> => {
    await act.run(
      () => api.removeStation(station.id),
      () => [w('stick.removed', { office })],
    );
    setAsking(false);
  };
  return (
    <li class="record">
      <div class="record-words">
        <strong>
          {office} ({station.office})
        </strong>
        <span>{w(`stick.part.${part}`)}</span>
        <Digits of={station.fingerprint} small />
        <span class="soft small">{w('stick.confirmed-at', { time: dayAndTime(station.confirmedAt) })}</span>
      </div>
      {admin ? (
        <Button kind="plain" label={w('stick.remove-one', { office })} onClick={() => setAsking(true)}>
          {w('stick.remove')}
        </Button>
      ) : null}
      {asking ? (
        <Dialog
          title={w('stick.remove-ask', { office })}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{w('stick.cancel')}</Button>
              <Button kind="danger" busy={act.busy} onClick={() => void remove()}>
                {w('stick.remove')}
              </Button>
            </>
          }
        >
          <p>{w(`stick.remove-will.${part}`, { office })}</p>
        </Dialog>
      ) : null}
    </li>
  );
}

interface CardProps {
  readonly card: CardOnStick;
  readonly act: StickAct;
  readonly admin: boolean;
  /** As what it can still be confirmed. */
  readonly open: readonly Part[];
}

function Card({ card, act, admin, open }: CardProps) {
  const [comparing, setComparing] = useState<Part | null>(null);
  const office = card.name;
  if (card.code !== null) {
    const words = sentenceOf(card.code);
    return (
      <li class="record">
        <Notice kind="waiting" title={card.file} code={card.code}>
          {words === null ? null : either(words)}
        </Notice>
      </li>
    );
  }
  return (
    <li class="record">
      <div class="record-words">
        <strong>
          {office} ({card.office})
        </strong>
        <Digits of={card.fingerprint} small />
        {admin ? null : <span class="soft small">{w('stick.card-ask-admin')}</span>}
      </div>
      {admin ? (
        <div class="act-list">
          {open.map((part, place) => (
            <Button
              key={part}
              kind={place === 0 && card.confirmedAs.length === 0 ? 'secondary' : 'plain'}
              label={w(`stick.compare-one.${part}`, { office })}
              onClick={() => setComparing(part)}
            >
              {w(`stick.compare.${part}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {comparing === null ? null : (
        <CompareCard card={card} act={act} part={comparing} onClose={() => setComparing(null)} />
      )}
    </li>
  );
}
