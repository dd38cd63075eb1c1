import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import type { ViewProps } from '../../views.ts';
import { t } from '../../words/index.ts';
import { titles } from '../../words/titles.ts';
import { type Section, type SectionProps, sectionsOf } from './sections.ts';
import { adminWords as w } from './words.ts';
import './admin.css';

/** *Quản trị đơn vị*: the officers, the settings and all else that the unit admin keeps, one section at a time. */
export default function Admin({ officer, rest }: ViewProps) {
  if (officer === null) return null;
  const own = sectionsOf(officer);
  const here = own.find(({ id }) => id === rest[0]) ?? own[0];
  if (here === undefined) return null;
  return (
    <div class="admin">
      <nav class="admin-sections" aria-label={w('admin.sections')}>
        <h1>{titles('titles.admin')}</h1>
        <ul>
          {own.map((section) => (
            <li key={section.id}>
              <Link class="admin-section-link" href={`/quan-tri/${section.id}`} current={section === here}>
                {section.title()}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Loaded key={here.id} section={here} officer={officer} rest={rest.slice(1)} />
    </div>
  );
}

type Code = { readonly Part: ComponentType<SectionProps> } | 'failed' | null;

/** Fetches a section's code and shows it. */
function Loaded({ section, officer, rest }: SectionProps & { readonly section: Section }) {
  const [code, setCode] = useState<Code>(null);
  const load = (): void => {
    setCode(null);
    section.load().then(
      (module) => setCode({ Part: module.default }),
      () => setCode('failed'),
    );
  };
  useEffect(load, [section]);
  if (code === null) return <p class="visually-hidden">{t('shell.loading')}</p>;
  if (code !== 'failed') return <code.Part officer={officer} rest={rest} />;
  return (
    <Notice kind="waiting" actions={<Button onClick={load}>{t('shell.load-again')}</Button>}>
      {t('shell.load-failed')}
    </Notice>
  );
}
