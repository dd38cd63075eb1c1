import type { PileLine } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { PileRow } from '../../design/pile-row.tsx';
import { Shape } from '../../design/shape.tsx';
import { Thumbnail } from '../../design/thumbnail.tsx';
import { pileWidth } from '../../design/thumbnail-widths.ts';
import { pageUrl } from '../../station/api.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import type { PileModel } from './pile-model.ts';
import { RegisterNumber } from './register-number.tsx';
import { SignatureCheck } from './signature-check.tsx';
import { type PileStep, readingPath } from './step.ts';
import { w } from './words.ts';

interface Props {
  readonly step: PileStep;
  readonly pile: PileModel;
  readonly line: PileLine;
  readonly onReturn: () => void;
}

/** One original that waits: its first page, what it is, whose it is, until when, and what hinders. */
export function Line({ step, pile, line, onReturn }: Props) {
  const { title, dossierCode, hindrance, registerNumber } = line;
  const named = { title, code: dossierCode };
  const late = line.dueAt < Date.now();
  return (
    <PileRow
      picture={
        <span class="pile-first">
          <Thumbnail ordinal={1} src={line.pages === 0 ? null : pageUrl(line.originalId, 1, pileWidth)} width={4} />
        </span>
      }
      title={title}
      facts={[
        w('pile.pages', { count: line.pages }),
        w('pile.creator', { name: line.creator.fullName }),
        w('pile.requester', { name: line.requesterName }),
        w('pile.dossier', { code: dossierCode }),
      ]}
      mark={
        <span class="pile-due" data-late={late}>
          <Shape name={late ? 'warning' : 'clock'} />
          {w(late ? 'pile.overdue' : 'pile.due', { time: dayAndTime(line.dueAt) })}
        </span>
      }
      note={
        <div class="pile-notes">
          {step.checks && registerNumber !== null ? (
            <p class="pile-number">
              <RegisterNumber text={registerNumber} />
            </p>
          ) : null}
          {line.state === 'returned-to-signer' && line.reason !== null ? (
            <Remark shape="back">{w('pile.returned', { reason: line.reason })}</Remark>
          ) : null}
          {hindrance === null ? null : <Hindrance code={hindrance} />}
          {step.checks ? <SignatureCheck checks={pile.checks} line={line} /> : null}
          <Unread pile={pile} line={line} />
        </div>
      }
      chosen={{ value: pile.isChosen(line), label: w('pile.choose', named), set: (value) => pile.choose(line, value) }}
      disabled={!pile.choosable(line)}
      actions={
        <>
          <Link
            class="button button-secondary pile-read"
            href={readingPath(step.root, line.originalId)}
            label={w('pile.read-one', named)}
          >
            <span>{w('pile.read')}</span>
          </Link>
          <Button kind="plain" label={w('pile.return-one', named)} onClick={onReturn}>
            {w('pile.return')}
          </Button>
        </>
      }
    />
  );
}

function Remark({ shape, children }: { readonly shape: 'back' | 'stop' | 'ring'; readonly children: string }) {
  return (
    <p class="pile-remark">
      <Shape name={shape} />
      <span>{children}</span>
    </p>
  );
}

/** Why this officer may not sign it, in words; the code small beside them. */
function Hindrance({ code }: { readonly code: string }) {
  const sentence = sentenceOf(code);
  return (
    <p class="pile-remark pile-hindrance">
      <Shape name="stop" />
      <span>
        {sentence === null ? null : either(sentence)} <span class="soft small">{code}</span>
      </span>
    </p>
  );
}

/** Which pages nobody at this screen has looked at yet. */
export function Unread({ pile, line }: { readonly pile: PileModel; readonly line: PileLine }) {
  const pages = pile.unread(line);
  if (pages.length === 0) {
    return (
      <p class="pile-remark soft">
        <Shape name="tick" />
        <span>{w('pile.read-all')}</span>
      </p>
    );
  }
  return (
    <Remark shape="ring">
      {pages.length === line.pages ? w('pile.unread-all') : w('pile.unread', { pages: pages.join(', ') })}
    </Remark>
  );
}
