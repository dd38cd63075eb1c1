/** A name and the lines that stand under it. */
export type Row = readonly [string, ...string[]];

/** What an answer rests on, as names and lines. */
export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl class="check-evidence">
      {rows.map(([name, ...lines]) => (
        <div key={name}>
          <dt>{name}</dt>
          {lines.map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
