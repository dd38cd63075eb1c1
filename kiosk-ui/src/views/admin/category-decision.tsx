import { useState } from 'preact/hooks';
import type { Category, CategoryDifference } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { call } from '../../station/call.ts';
import { either } from '../../words/index.ts';
import { useAct } from '../desk/use-act.ts';
import { categoriesWords as w } from './categories-words.ts';

const told = [
  'unpublished',
  'result-code-choice',
  'fees',
  'emptied',
  'procedures-absent',
  'fields-absent',
  'offices-absent',
] as const;

function titleOf({ what, title }: CategoryDifference): string {
  const known = told.find((one) => one === what);
  if (known) return w(`categories.what.${known}`);
  return title === null ? what : either(title);
}

/** What stands otherwise at the portal: what is in use beside what stands there. */
export function Differences({ differences }: { readonly differences: readonly CategoryDifference[] }) {
  return (
    <ul class="category-differences">
      {differences.map((one) => (
        <li key={one.what}>
          <strong>{titleOf(one)}</strong>
          {one.was === null ? null : <p>{w('categories.was', { value: one.was || w('categories.empty') })}</p>}
          {one.now === null ? null : <p>{w('categories.now', { value: one.now || w('categories.empty') })}</p>}
          {one.title !== null && !one.changes ? <p class="soft">{w('categories.by-hand')}</p> : null}
        </li>
      ))}
    </ul>
  );
}

interface Props {
  readonly category: Category;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The unit admin's word: taken over, with or without the dossiers opened before, or declined. */
export function CategoryDecisionDialog({ category, name, onClose, onDone }: Props) {
  const { busy, failure, done } = useAct();
  const [follow, setFollow] = useState(false);
  const { differences, seen } = category;
  const id = category.versions.find(({ state }) => state === 'proposed')?.id;
  const changes = differences.some((one) => one.changes);
  if (id === undefined || seen === null) return null;
  const decide = async (accept: boolean): Promise<void> => {
    const body = { accept, follow: accept && follow, seen };
    if (!(await done(() => call<null>({ method: 'POST', path: `/api/categories/${id}/decision`, body })))) return;
    announce(w(accept ? 'categories.taken' : 'categories.kept', { name }));
    onDone();
  };
  return (
    <Dialog
      title={w('categories.ask', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('categories.later')}</Button>
          <Button busy={busy} onClick={() => void decide(false)}>
            {w('categories.keep')}
          </Button>
          <Button kind="primary" busy={busy} onClick={() => void decide(true)}>
            {w('categories.take')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Differences differences={differences} />
      <p>{w(changes ? 'categories.will' : 'categories.will-nothing')}</p>
      {changes ? (
        <label class="category-follow">
          <input type="checkbox" checked={follow} onChange={(event) => setFollow(event.currentTarget.checked)} />
          <span>
            {w('categories.follow')} <span class="soft small">{w('categories.follow-hint')}</span>
          </span>
        </label>
      ) : null}
    </Dialog>
  );
}
