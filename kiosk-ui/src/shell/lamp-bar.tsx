import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { announce } from '../design/announce.tsx';
import { Link } from '../design/link.tsx';
import { Shape } from '../design/shape.tsx';
import { station, stationAnswers } from '../station/lamps.ts';
import { connection } from '../station/live.ts';
import { sentenceOf } from '../station/sentences.ts';
import { officer } from '../station/session.ts';
import { HoldNotice } from '../views/hold/notice.tsx';
import { viewsOf } from '../views.ts';
import { t } from '../words/index.ts';
import { lampWords } from '../words/lamps.ts';
import { codeWords, type Lamp, lampsOf } from './lamp.ts';
import './lamp-bar.css';

/** The station's lamps, in every view of an officer. One opens at a time, and says why it is so and what to do. */
export function LampBar() {
  const [opened, setOpened] = useState<Lamp['id'] | null>(null);
  const bar = useRef<HTMLElement>(null);
  const answer = station.value;
  const reachable = stationAnswers.value && connection.value !== 'lost';
  useAnnounced(answer === null ? null : lampsOf(answer));
  useEffect(() => {
    if (opened === null) return;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !bar.current?.contains(event.target)) setOpened(null);
    };
    const close = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpened(null);
      bar.current?.querySelector<HTMLElement>(`[data-lamp="${opened}"]`)?.focus();
    };
    addEventListener('pointerdown', outside);
    addEventListener('keydown', close);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('keydown', close);
    };
  }, [opened]);
  return (
    <>
      <section class="lamps" aria-label={t('shell.lamps')} ref={bar}>
        <ul class="lamps-list">
          {answer === null || !reachable
            ? null
            : lampsOf(answer).map((lamp) => (
                <LampButton
                  key={lamp.id}
                  lamp={lamp}
                  open={opened === lamp.id}
                  onOpen={() => setOpened(opened === lamp.id ? null : lamp.id)}
                />
              ))}
        </ul>
        <p class="lamps-away" role="status">
          {reachable ? null : (
            <>
              <Shape name="clock" /> {t('shell.away')}
            </>
          )}
        </p>
      </section>
      <HoldNotice />
    </>
  );
}

/** Says a lamp that has come or changed its state; a new time or count of the same state is not said, nor the first look. */
function useAnnounced(lamps: readonly Lamp[] | null): void {
  const before = useRef<ReadonlyMap<Lamp['id'], Lamp> | null>(null);
  useEffect(() => {
    if (lamps === null) return;
    for (const lamp of before.current === null ? [] : lamps) {
      const was = before.current?.get(lamp.id);
      if (was?.shape !== lamp.shape || was.tone !== lamp.tone) announce(`${lamp.name} ${lamp.word}`.trim());
    }
    before.current = new Map(lamps.map((lamp) => [lamp.id, lamp]));
  });
}

function LampButton({ lamp, open, onOpen }: { lamp: Lamp; open: boolean; onOpen: () => void }) {
  const id = useId();
  const own = viewsOf(officer.value).map(({ path }) => path);
  const words = lamp.code === null ? null : sentenceOf(lamp.code);
  return (
    <li class="lamp-place">
      <button
        type="button"
        class={`lamp tone-${lamp.tone}`}
        data-lamp={lamp.id}
        aria-expanded={open}
        {...(open ? { 'aria-controls': id } : {})}
        onClick={onOpen}
      >
        <Shape name={lamp.shape} />
        <span class="lamp-words">
          {lamp.name === '' ? null : <span class="lamp-name">{lamp.name} </span>}
          <span>{lamp.word}</span>
        </span>
      </button>
      {open ? (
        <div class="lamp-why" id={id} ref={keepInView}>
          <p>{lamp.why}</p>
          {lamp.view !== undefined && own.includes(lamp.view) ? (
            <p>
              <Link href={lamp.view}>{lampWords('lamp.open-view')}</Link>
            </p>
          ) : null}
          {lamp.code === null || words === null ? null : <p>{codeWords(words, lamp.code)}</p>}
          {lamp.more.map((line) => (
            <p class="soft small" key={line}>
              {line}
            </p>
          ))}
        </div>
      ) : null}
    </li>
  );
}

/** In a second row a lamp can stand so far to the left that its reason has no room on that side. */
function keepInView(box: HTMLElement | null): void {
  if (box !== null && box.getBoundingClientRect().left < 0) box.classList.add('lamp-why-from-start');
}
