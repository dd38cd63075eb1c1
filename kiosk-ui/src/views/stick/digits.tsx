/** Six groups of five digits, to be read aloud one after the other. */
export function Digits({ of, small = false }: { readonly of: string; readonly small?: boolean }) {
  return (
    <p class="stick-digits" data-small={small}>
      {of.split(' ').map((group, index) => (
        <span key={`${index}`}>{group}</span>
      ))}
    </p>
  );
}
