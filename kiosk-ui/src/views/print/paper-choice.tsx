import { useId, useState } from 'preact/hooks';
import { PAPERS, type Paper } from '../../../../src/web/contract/index.ts';
import { printWords as w } from './words.ts';

/** The paper chosen last on this screen, for slips and for what is posted up. */
export function usePaper(use: 'slip' | 'rates' | 'book'): readonly [Paper, (paper: Paper) => void] {
  const kept = `paper:${use}`;
  const [paper, setPaper] = useState<Paper>(() => {
    const before = localStorage.getItem(kept);
    return PAPERS.find((one) => one === before) ?? (use === 'slip' ? 'a5' : 'a4');
  });
  const choose = (chosen: Paper): void => {
    setPaper(chosen);
    localStorage.setItem(kept, chosen);
  };
  return [paper, choose];
}

interface Props {
  readonly paper: Paper;
  readonly onPaper: (paper: Paper) => void;
}

/** A5 or A4. */
export function PaperChoice({ paper, onPaper }: Props) {
  const id = useId();
  return (
    <fieldset class="print-paper">
      <legend class="field-label">{w('print.paper')}</legend>
      {PAPERS.map((one) => (
        <label key={one} class="print-size" data-chosen={one === paper}>
          <input type="radio" name={id} value={one} checked={one === paper} onChange={() => onPaper(one)} />
          {w(`print.paper.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
