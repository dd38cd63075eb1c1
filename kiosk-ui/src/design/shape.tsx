import './shape.css';

/** Each state has a shape of its own, so that it can be told without its colour. */
export type ShapeName =
  | 'tick'
  | 'double-tick'
  | 'clock'
  | 'dot'
  | 'ring'
  | 'pen'
  | 'seal'
  | 'warning'
  | 'back'
  | 'stop';

const paths: Readonly<Record<ShapeName, string>> = {
  tick: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1M4.6 8.2l2.4 2.4 4.5-5',
  'double-tick': 'm1 8.5 3 3L9.5 5M7 10.3l1.2 1.2L14.5 5',
  clock: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1M8 4v4.3l2.8 1.8',
  dot: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1M8 7.2V11.5M8 4.4v.2',
  ring: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11',
  pen: 'm2 14 .8-3.6L11 2.2l2.8 2.8-8.2 8.2zM9.5 3.7l2.8 2.8',
  seal: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1M8 4l1.1 2.6 2.8.2-2.2 1.8.7 2.8L8 9.9l-2.4 1.5.7-2.8-2.2-1.8 2.8-.2z',
  warning: 'M8 1.5 15 14H1zM8 6v3.8M8 11.8v.2',
  back: 'M6.5 3 2.5 7l4 4M2.5 7H10a3.5 3.5 0 0 1 0 7H7',
  stop: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1M3.2 3.2l9.6 9.6',
};

/** A shape; with a label where no word stands beside it. */
export function Shape({ name, label }: { readonly name: ShapeName; readonly label?: string }) {
  if (label === undefined) {
    return (
      <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
        <path d={paths[name]} />
      </svg>
    );
  }
  return (
    <svg class="shape" viewBox="0 0 16 16" role="img" aria-label={label}>
      <path d={paths[name]} />
    </svg>
  );
}
