/** A number as the register writes it, broken only between its parts where there is room. */
export function RegisterNumber({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(?<=,) /).flatMap((part, index) => [
        index === 0 ? '' : ' ',
        <span key={part} class="register-number-part">
          {part}
        </span>,
      ])}
    </>
  );
}
