import type { ComponentChildren } from 'preact';
import type { Failed } from '../station/reply.ts';
import { either, t } from '../words/index.ts';
import { Shape, type ShapeName } from './shape.tsx';
import './notice.css';

export type NoticeKind = 'info' | 'done' | 'waiting' | 'danger';

const shapes: Readonly<Record<NoticeKind, ShapeName>> = {
  info: 'dot',
  done: 'tick',
  waiting: 'clock',
  danger: 'warning',
};

interface Props {
  readonly kind: NoticeKind;
  readonly title?: string | undefined;
  /** Stands small beside the words, never alone. */
  readonly code?: string | undefined;
  readonly children: ComponentChildren;
  /** What can be done about it. */
  readonly actions?: ComponentChildren;
}

/** What happened, what is safe and what to do, where it happened. A screen reader hears it when it appears. */
export function Notice({ kind, title, code, children, actions }: Props) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      <Shape name={shapes[kind]} label={t(`notice.${kind}`)} />
      <div class="notice-words">
        {title === undefined ? null : <strong>{title}</strong>}
        <div>{children}</div>
        {code === undefined ? null : (
          <p class="notice-code">
            {t('notice.code')} {code}
          </p>
        )}
        {actions === undefined ? null : <div class="notice-actions">{actions}</div>}
      </div>
    </div>
  );
}

/** A failure as the station said it; a station that is away is something to wait for, not a danger. */
export function FailureNotice({
  failure,
  actions,
}: {
  readonly failure: Failed;
  readonly actions?: ComponentChildren;
}) {
  return (
    <Notice kind={failure.status === 0 ? 'waiting' : 'danger'} code={failure.code} actions={actions}>
      {either({ vi: failure.message, en: failure.messageEn })}
    </Notice>
  );
}
