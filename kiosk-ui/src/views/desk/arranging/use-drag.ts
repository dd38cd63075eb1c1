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

interface Started {
  readonly id: string;
  readonly pointerId: number;
  readonly y: number;
}

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
  const [started, setStarted] = useState<Started | null>(null);
  const latest = useRef({ ids, onDrop });
  latest.current = { ids, onDrop };

  useEffect(() => {
    if (started === null) return;
    let now: Drag | null = null;
    let pointerY = started.y;
    let frame = 0;
    const show = (next: Drag | null): void => {
      now = next;
      setDrag(next);
    };
    const slotAt = (y: number): number => {
      const items = [...(list.current?.children ?? [])].slice(0, latest.current.ids.length);
      return items.filter((item) => {
        const { top, height } = item.getBoundingClientRect();
        return y > top + height / 2;
      }).length;
    };
    const scroll = (): void => {
      const box = list.current?.closest('[data-scrolls]');
      if (box && now) {
        const { top, bottom } = box.getBoundingClientRect();
        const by = pointerY < top + edge ? -pace : pointerY > bottom - edge ? pace : 0;
        if (by !== 0) {
          box.scrollBy(0, by);
          show({ id: now.id, slot: slotAt(pointerY) });
        }
      }
      frame = requestAnimationFrame(scroll);
    };
    const move = (event: PointerEvent): void => {
      if (event.pointerId !== started.pointerId) return;
      pointerY = event.clientY;
      if (now === null && Math.abs(pointerY - started.y) < threshold) return;
      event.preventDefault();
      show({ id: started.id, slot: slotAt(pointerY) });
    };
    const drop = (event: PointerEvent): void => {
      if (event.pointerId !== started.pointerId) return;
      if (now !== null) {
        const from = latest.current.ids.indexOf(now.id);
        const to = now.slot > from ? now.slot - 1 : now.slot;
        if (from !== -1 && to !== from) latest.current.onDrop(now.id, to);
      }
      end();
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    const end = (): void => {
      show(null);
      setStarted(null);
    };
    frame = requestAnimationFrame(scroll);
    addEventListener('pointermove', move);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', end);
    addEventListener('keydown', key, { capture: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', key, { capture: true });
    };
  }, [started, list]);

  return {
    drag,
    press: (event, id) => {
      if (event.button !== 0) return;
      setStarted({ id, pointerId: event.pointerId, y: event.clientY });
    },
  };
}
