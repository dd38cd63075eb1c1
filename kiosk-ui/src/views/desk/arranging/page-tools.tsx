import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../../design/button.tsx';
import { FailureNotice } from '../../../design/notice.tsx';
import { useShortcut } from '../../../shell/shortcuts.ts';
import type { LoadedOriginal } from '../original-loader.tsx';
import { broughtBack, moved, turned, without } from './arrangement.ts';
import { Icon, type IconName } from './icon.tsx';
import { RescanPage } from './rescan-page.tsx';
import type { Arranging } from './use-arranging.ts';
import { w } from './words.ts';
import './page-tools.css';

interface Props {
  readonly loaded: LoadedOriginal;
  readonly arranging: Arranging;
  /** The page chosen, in the copy or set aside. */
  readonly id: string;
}

/** What can be done to the chosen page, each act with its key, and all of it undone. */
export function PageTools({ loaded, arranging, id }: Props) {
  const [rescanning, setRescanning] = useState(false);
  const { pages, possible } = arranging;
  const at = pages.findIndex((page) => page.id === id);
  const page = at + 1;
  const inCopy = at !== -1;
  const free = possible && inCopy;

  const move = (by: number): void =>
    arranging.arrange((before) => moved(before, id, at + by), w('arranging.moved', { from: page, to: page + by }));
  const turn = (by: 90 | 270): void =>
    arranging.arrange((before) => turned(before, id, by), w('arranging.turned', { page }));
  const acts = {
    left: { keys: 'L', words: w('arranging.turn-left'), on: free, act: () => turn(270) },
    right: { keys: 'R', words: w('arranging.turn-right'), on: free, act: () => turn(90) },
    up: { keys: 'Alt+ArrowUp', words: w('arranging.up'), on: free && at > 0, act: () => move(-1) },
    down: { keys: 'Alt+ArrowDown', words: w('arranging.down'), on: free && page < pages.length, act: () => move(1) },
    aside: {
      keys: 'Delete',
      words: w('arranging.set-aside'),
      on: free && pages.length > 1,
      act: () => arranging.arrange((before) => without(before, id), w('arranging.put-aside', { page })),
    },
    back: {
      keys: 'Insert',
      words: w('arranging.bring-back'),
      on: possible && !inCopy,
      act: () =>
        arranging.arrange((before) => broughtBack(before, id, arranging.scannedAt), w('arranging.brought-back')),
    },
    undo: {
      keys: 'Ctrl+Z',
      words: w('arranging.undo'),
      on: possible && arranging.canUndo,
      act: () => arranging.undo(w('arranging.undone')),
    },
    redo: {
      keys: 'Ctrl+Y',
      words: w('arranging.redo'),
      on: possible && arranging.canRedo,
      act: () => arranging.redo(w('arranging.redone')),
    },
  } as const;
  type ActName = keyof typeof acts;
  const key = (name: ActName) => {
    const { keys, words, on, act } = acts[name];
    return on ? { keys, label: words, act, notTyping: true } : null;
  };
  useShortcut(key('left'));
  useShortcut(key('right'));
  useShortcut(key('up'));
  useShortcut(key('down'));
  useShortcut(key('aside'));
  useShortcut(key('back'));
  useShortcut(key('undo'));
  useShortcut(key('redo'));
  useShortcut(
    acts.redo.on ? { keys: 'Ctrl+Shift+Z', label: w('arranging.redo'), act: acts.redo.act, notTyping: true } : null,
  );
  useShortcut(free ? { keys: 'Q', label: w('arranging.scan-again'), act: () => setRescanning(true) } : null);
  if (!arranging.allowed) return null;

  const tool = (name: ActName, icon: IconName): ComponentChildren => (
    <Button kind="plain" disabled={!acts[name].on} onClick={acts[name].act}>
      <Icon name={icon} /> <span class="tool-word">{acts[name].words}</span>
    </Button>
  );
  return (
    <div class="page-tools" role="toolbar" aria-label={w('arranging.tools')} aria-busy={arranging.busy}>
      {inCopy ? (
        <>
          {tool('left', 'turn-left')}
          {tool('right', 'turn-right')}
          {tool('up', 'up')}
          {tool('down', 'down')}
          {tool('aside', 'aside')}
          <Button kind="plain" disabled={!free} onClick={() => setRescanning(true)}>
            <Icon name="scan" /> {w('arranging.scan-again')}
          </Button>
        </>
      ) : (
        tool('back', 'back')
      )}
      <span class="page-tools-history">
        {tool('undo', 'undo')}
        {tool('redo', 'redo')}
      </span>
      <p class="page-tools-words soft small" role="status">
        {possible ? (loaded.detail.state === 'compared' ? w('arranging.falls') : '') : w('arranging.wait')}
      </p>
      {arranging.failure ? <FailureNotice failure={arranging.failure} /> : null}
      {rescanning && inCopy ? (
        <RescanPage loaded={loaded} pageId={id} page={page} onClose={() => setRescanning(false)} />
      ) : null}
    </div>
  );
}
