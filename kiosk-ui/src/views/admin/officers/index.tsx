import { type OfficerAnswer, type OfficerList, ROLE_WORDS } from '../../../../../src/web/contract/index.ts';
import { Button } from '../../../design/button.tsx';
import { FailureNotice, Notice } from '../../../design/notice.tsx';
import { Empty, Sheet } from '../../../design/page.tsx';
import { go } from '../../../router.ts';
import { useShortcut } from '../../../shell/shortcuts.ts';
import * as api from '../../../station/api.ts';
import { useLive } from '../../../station/use-live.ts';
import { either } from '../../../words/index.ts';
import { civilDay } from '../civil-day.ts';
import { SectionPage } from '../section-page.tsx';
import type { SectionProps } from '../sections.ts';
import { officersWords as w } from '../words.ts';
import { listPath, OfficerPage } from './officer-page.tsx';
import { OfficerState } from './state.tsx';
import './officers.css';

/** The officers with how they stand today; one of them, or somebody new, on a page of its own. */
export default function OfficersSection({ officer: admin, rest }: SectionProps) {
  const { value, failure, reload } = useLive('officers', api.listOfficers, () => false);
  const list = value.value;
  const [which] = rest;
  if (list === null) return failure.value === null ? null : <FailureNotice failure={failure.value} />;
  if (which === undefined) return <List list={list} />;
  const officer = list.officers.find(({ id }) => id === which) ?? null;
  if (officer === null && which !== 'moi') return <Empty title={w('officers.nobody')} />;
  return <OfficerPage key={which} adminId={admin.id} list={list} officer={officer} reload={reload} />;
}

function List({ list }: { readonly list: OfficerList }) {
  const add = (): void => go(`${listPath}/moi`);
  useShortcut({ keys: 'n', label: w('officers.add'), act: add });
  const { today, adminUntil } = list;
  const parts = [
    { title: w('officers.present'), officers: list.officers.filter((one) => !over(one, today)) },
    { title: w('officers.past'), officers: list.officers.filter((one) => over(one, today)) },
  ];
  return (
    <SectionPage
      title={w('officers.title')}
      intro={w('officers.intro')}
      main={
        <Button kind="primary" keys="N" onClick={add}>
          {w('officers.add')}
        </Button>
      }
    >
      {adminUntil === null ? null : (
        <Notice kind="waiting">{w('officers.admin-until', { day: civilDay(adminUntil) })}</Notice>
      )}
      {parts.map(({ title, officers }) =>
        officers.length === 0 ? null : (
          <Sheet key={title} title={title}>
            <ul>
              {officers.map((officer) => (
                <Row key={officer.id} officer={officer} today={today} />
              ))}
            </ul>
          </Sheet>
        ),
      )}
    </SectionPage>
  );
}

function Row({ officer, today }: { readonly officer: OfficerAnswer; readonly today: string }) {
  const { id, fullName, positionTitle, decisionNumber, validFrom, validTo, roles, rolesToday } = officer;
  const needsCertificate = rolesToday.some((role) => role === 'signer' || role === 'seal-keeper');
  const to = validTo === null ? w('officers.no-end') : civilDay(validTo);
  return (
    <li class="admin-row">
      <div class="admin-row-words">
        <div class="admin-row-head">
          <h3>{fullName}</h3>
          <OfficerState officer={officer} today={today} />
        </div>
        <p>{positionTitle}</p>
        <p class="small">
          {roles
            .map((role) =>
              rolesToday.includes(role) || over(officer, today)
                ? either(ROLE_WORDS[role])
                : w('officers.role-not-today', { role: either(ROLE_WORDS[role]) }),
            )
            .join(' · ')}
        </p>
        <p class="soft small">
          {w('officers.by-decision', { decision: decisionNumber, from: civilDay(validFrom), to })}
        </p>
        {needsCertificate && officer.certificateSha256 === null ? (
          <p class="officer-missing small">{w('officers.certificate-missing')}</p>
        ) : null}
      </div>
      <Button label={w('officers.change-one', { name: fullName })} onClick={() => go(`${listPath}/${id}`)}>
        {w('officers.change')}
      </Button>
    </li>
  );
}

function over({ validTo }: OfficerAnswer, today: string): boolean {
  return validTo !== null && validTo < today;
}
