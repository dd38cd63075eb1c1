import type { Pile, PileLine } from '../../../../src/web/contract/index.ts';
import { getPile } from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import type { Failed } from '../../station/reply.ts';
import type { Officer } from '../../station/session.ts';
import { useLive } from '../../station/use-live.ts';
import { type Checks, useChecks } from './checks.ts';
import type { PileStep } from './step.ts';

/** What an officer sees of the pile, has chosen of it and has looked at. */
export interface PileModel {
  /** Null until the first answer. */
  readonly lines: readonly PileLine[] | null;
  readonly failure: Failed | null;
  /** The signing client on this PC, where this step uses it. */
  readonly client: Pile['client'];
  /** An attempt of one's own that waits for files of that client. */
  readonly waiting: string | null;
  readonly checks: Checks;
  /** Those chosen that can be signed (or sealed) now. */
  readonly chosen: readonly PileLine[];
  reload(): Promise<void>;
  choosable(line: PileLine): boolean;
  isChosen(line: PileLine): boolean;
  choose(line: PileLine, value: boolean): void;
  chooseAll(value: boolean): void;
  /** The ordinals of the pages not looked at yet. */
  unread(line: PileLine): readonly number[];
  looked(line: PileLine, ordinal: number): void;
}

interface Kept {
  readonly chosen: readonly string[];
  /** Ordinals by original and version: another version was looked at by nobody. */
  readonly looked: Readonly<Record<string, readonly number[]>>;
}

const nothing: Kept = { chosen: [], looked: {} };
const none: readonly PileLine[] = [];
const keyOf = ({ originalId, version }: PileLine): string => `${originalId}:${version}`;

export function usePile({ step, checks: checked }: PileStep, officer: Officer): PileModel {
  const live = useLive<Pile>(
    `pile:${step}:${officer.id}`,
    (read) => getPile(step, read),
    (event) => event.type === 'original-changed',
  );
  const kept = useDraft(officer.id, `${step}-pile`, nothing);
  const lines = live.value.value?.originals ?? null;
  const checks = useChecks(checked ? (lines ?? none) : none);
  const { chosen, looked } = kept.value.value;

  const choosable = (line: PileLine): boolean => line.hindrance === null && (!checked || checks.passed(line));
  const isChosen = (line: PileLine): boolean => chosen.includes(line.originalId) && choosable(line);
  const set = (ids: readonly string[]): void => kept.set({ chosen: ids });
  return {
    lines,
    failure: live.failure.value,
    client: live.value.value?.client ?? null,
    waiting: live.value.value?.waiting ?? null,
    checks,
    chosen: (lines ?? none).filter(isChosen),
    reload: () => live.reload(),
    choosable,
    isChosen,
    choose: (line, value) => {
      if (value && !choosable(line)) return;
      const others = chosen.filter((id) => id !== line.originalId);
      set(value ? [...others, line.originalId] : others);
    },
    chooseAll: (value) => set(value ? (lines ?? none).filter(choosable).map((line) => line.originalId) : []),
    unread: (line) => {
      const seen = looked[keyOf(line)] ?? [];
      return Array.from({ length: line.pages }, (_, index) => index + 1).filter((page) => !seen.includes(page));
    },
    looked: (line, ordinal) => {
      const now = kept.value.peek().looked;
      const seen = now[keyOf(line)] ?? [];
      if (!seen.includes(ordinal)) kept.set({ looked: { ...now, [keyOf(line)]: [...seen, ordinal] } });
    },
  };
}
