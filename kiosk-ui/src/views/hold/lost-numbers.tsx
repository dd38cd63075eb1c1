import type { VolumeList } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { Sheet } from '../../design/page.tsx';
import { holdWords as w } from './words.ts';

/** Numbers of the year that were given and whose rows are lost. */
export function LostNumbers({ lost }: { readonly lost: VolumeList['lost'] }) {
  if (lost.length === 0) return null;
  return (
    <Sheet title={w('hold.lost')}>
      <ul>
        {lost.map(({ from, to, since }) => (
          <li key={from}>
            <strong>
              {from === to ? w('hold.lost-one', { from }) : w('hold.lost-range', { from, to, count: to - from + 1 })}
            </strong>
            <p class="soft small">{w('hold.lost-since', { time: dayAndTime(since) })}</p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
