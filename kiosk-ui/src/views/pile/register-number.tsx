/** A number as the register writes it, broken only between its parts. */
export function RegisterNumber({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(?<=,) /).map((part, index) => (
        <span key={part} class="register-number-part">
          {index === 0 ? part : ` ${part}`}
        </span>
      ))}
    </>
  );
}
