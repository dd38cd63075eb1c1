import { Sheet } from '../../design/page.tsx';
import { visitorWords as w } from './words.ts';

/** What an electronic copy is, what to bring, what cannot be certified, where it comes. */
export function About() {
  return (
    <div class="visitor-sheets">
      <Lines title={w('visitor.about.what')} lines={[w('visitor.about.what-1'), w('visitor.about.what-2')]} />
      <Lines
        title={w('visitor.about.bring')}
        lines={[w('visitor.about.bring-1'), w('visitor.about.bring-2'), w('visitor.about.bring-3')]}
      />
      <Lines title={w('visitor.about.get')} lines={[w('visitor.about.get-1'), w('visitor.about.get-2')]} />
      <Lines title={w('visitor.about.not')} lines={[w('visitor.about.not-1'), w('visitor.about.not-2')]} />
    </div>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <Sheet title={title}>
      <ul class="visitor-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Sheet>
  );
}
