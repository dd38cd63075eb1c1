import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Page } from '../../design/page.tsx';
import { go } from '../../router.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import type { ViewProps } from '../../views.ts';
import { chooseLanguage } from '../../words/index.ts';
import { titles } from '../../words/titles.ts';
import { About } from './about.tsx';
import { Fees } from './fees.tsx';
import { useIdle } from './use-idle.ts';
import { Where } from './where.tsx';
import { visitorWords as w } from './words.ts';
import './visitor.css';

const choices = ['about', 'fees', 'where'] as const;
type Choice = (typeof choices)[number];
const parts = { about: About, fees: Fees, where: Where } as const;

/**
 * The visitors' screen. Where one is stands in no address and in no history, and what was entered only in the part that
 * is shown: starting again leaves nothing of the last person.
 */
export default function Visitor({ officer, rest }: ViewProps) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [visit, setVisit] = useState(0);
  useEffect(() => {
    if (rest.length > 0) go('/nguoi-dan', { replace: true });
  }, [rest]);
  const home = (): void => {
    setChoice(null);
    setVisit(visit + 1);
    scrollTo(0, 0);
  };
  const { secondsLeft, stay } = useIdle(() => {
    home();
    // The next person may speak another language; an officer keeps her own.
    if (officer === null) chooseLanguage('vi');
  });
  // A page that the browser had put aside comes back as it was left: by somebody else.
  const start = useRef(home);
  start.current = home;
  useEffect(() => {
    const back = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) start.current();
    };
    addEventListener('pageshow', back);
    return () => removeEventListener('pageshow', back);
  }, []);
  useShortcut(choice === null ? null : { keys: 'Escape', label: w('visitor.home'), act: home });
  const Part = choice === null ? null : parts[choice];

  return (
    <div class="visitor">
      {Part === null || choice === null ? (
        <Page title={titles('titles.visitor')} intro={w('visitor.intro')}>
          <ul class="visitor-choices">
            {choices.map((one, index) => (
              <Entry key={one} choice={one} number={index + 1} onOpen={() => setChoice(one)} />
            ))}
          </ul>
        </Page>
      ) : (
        <Page
          key={visit}
          title={w(`visitor.${choice}`)}
          main={
            <Button keys="Esc" onClick={home}>
              {w('visitor.home')}
            </Button>
          }
        >
          <Part />
        </Page>
      )}
      {secondsLeft === null || choice === null ? null : (
        <Dialog
          title={w('visitor.idle.title')}
          onClose={stay}
          actions={
            <Button kind="primary" onClick={stay}>
              {w('visitor.idle.stay')}
            </Button>
          }
        >
          {w('visitor.idle.words', { seconds: secondsLeft })}
        </Dialog>
      )}
    </div>
  );
}

function Entry({ choice, number, onOpen }: { choice: Choice; number: number; onOpen: () => void }) {
  const label = w(`visitor.${choice}`);
  useShortcut({ keys: String(number), label, act: onOpen });
  return (
    <li>
      <button type="button" class="visitor-choice" onClick={onOpen}>
        <span class="visitor-choice-number" aria-hidden="true">
          {number}
        </span>
        <span>{label}</span>
      </button>
    </li>
  );
}
