const paths = {
  'turn-left': 'M3 8a5.5 5.5 0 1 1 1.6 3.9M3 3.6V8h4.4',
  'turn-right': 'M13 8a5.5 5.5 0 1 0-1.6 3.9M13 3.6V8H8.6',
  up: 'M8 13.5v-11M3.5 7 8 2.5 12.5 7',
  down: 'M8 2.5v11M3.5 9 8 13.5 12.5 9',
  aside: 'M2 2.5h7v11H2zM11.5 5.5 14 8l-2.5 2.5',
  back: 'M7 2.5h7v11H7zM4.5 5.5 2 8l2.5 2.5',
  scan: 'M2 5.5v-3h3M14 5.5v-3h-3M2 10.5v3h3M14 10.5v3h-3M2 8h12',
  undo: 'M6 3 2.5 6.5 6 10M2.5 6.5h7a4 4 0 0 1 0 8H7',
  redo: 'm10 3 3.5 3.5L10 10M13.5 6.5h-7a4 4 0 0 0 0 8H9',
  grip: 'M5.5 3v.1M10.5 3v.1M5.5 8v.1M10.5 8v.1M5.5 13v.1M10.5 13v.1',
} as const;

export type IconName = keyof typeof paths;

/** A small drawing beside the words of a tool. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="tool-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
