import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** A page on its way: which, and between which others it would come down (0: before the first). */
export interface Drag {
  readonly id: string;
  readonly slot: number;
}

/** A press becomes a drag after so many pixels. */
const threshold = 6;

/** This near to the list's edge it scrolls along (pixels), so far with each frame. */
const edge = 48;
const pace = 9;

/**
 * Moves the items of an upright list by mouse, pen or finger. Escape, or a pointer that is taken away, leaves everything
 * as it was. The list's items are its children, in the order of `ids`.
 */
export function useDrag(
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  onDrop: (id: string, to: number) => void,
): { readonly drag: Drag | null; readonly press: (event: PointerEvent, id: string) => void } {
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef({ ids, onDrop });
  latest.current = { ids, onDrop };
  const stop = useRef<() => void>(() => {});
  useEffect(() => () => stop.current(), []);

  // Listens from the press on, not from the next picture: a quick click is over by then.
  const press = (pressed: PointerEvent, id: string): void => {
    if (pressed.button !== 0) return;
    stop.current();
    let now: Drag | null = null;
    let y = pressed.clientY;
    let frame = 0;
    const show = (next: Drag | null): void => {
      now = next;
      setDrag(next);
    };
    const scroll = (): void => {
      const box = list.current?.closest('[data-scrolls]');
      const by = box && now ? scrollBy(box, y) : 0;
      if (box && now && by !== 0) {
        box.scrollBy(0, by);
        show({ id, slot: slotAt(list.current, latest.current.ids.length, y) });
      }
      frame = requestAnimationFrame(scroll);
    };
    const move = (event: PointerEvent): void => {
      if (event.pointerId !== pressed.pointerId) return;
      y = event.clientY;
      if (now === null && Math.abs(y - pressed.clientY) < threshold) return;
      event.preventDefault();
      show({ id, slot: slotAt(list.current, latest.current.ids.length, y) });
    };
    const drop = (event: PointerEvent): void => {
      if (event.pointerId !== pressed.pointerId) return;
      const dropped = now;
      end();
      if (dropped === null) return;
      const from = latest.current.ids.indexOf(id);
      const to = dropped.slot > from ? dropped.slot - 1 : dropped.slot;
      if (from !== -1 && to !== from) latest.current.onDrop(id, to);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || now === null) return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    const end = (): void => {
      cancelAnimationFrame(frame);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', key, { capture: true });
      show(null);
    };
    stop.current = end;
    frame = requestAnimationFrame(scroll);
    addEventListener('pointermove', move);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', end);
    addEventListener('keydown', key, { capture: true });
  };
  return { drag, press };
}

/** Between which items a pointer at this height is: 0 before the first of `count`. */
function slotAt(list: HTMLElement | null, count: number, y: number): number {
  return [...(list?.children ?? [])].slice(0, count).filter((item) => {
    const { top, height } = item.getBoundingClientRect();
    return y > top + height / 2;
  }).length;
}

function scrollBy(box: Element, y: number): number {
  const { top, bottom } = box.getBoundingClientRect();
  return y < top + edge ? -pace : y > bottom - edge ? pace : 0;
}
