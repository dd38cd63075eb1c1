import type { AttemptItem } from '../../../../src/web/contract/index.ts';
import { previewUrl } from '../../station/api.ts';
import { FileFacts } from './file-facts.tsx';
import { RegisterNumber } from './register-number.tsx';
import type { PileStep } from './step.ts';
import { w } from './words.ts';
import './attestation.css';

interface Props {
  readonly step: PileStep;
  readonly attemptId: string;
  readonly item: AttemptItem;
}

/** The attestation page of one copy as it will be signed, drawn as paper, under its number in large. */
export function Attestation({ step, attemptId, item }: Props) {
  const { title, pages, registerNumber } = item;
  const { lines, blockLines, fullName, conversionMark } = item.attestation;
  return (
    <li class="attestation">
      <div class="attestation-head">
        <h2>{title}</h2>
        <p class="attestation-number">
          <RegisterNumber text={registerNumber} />
        </p>
        <p class="soft">{w('pile.pages', { count: pages })}</p>
        <FileFacts item={item} />
        <a
          class="attestation-link"
          href={previewUrl(step.step, attemptId, item.originalId)}
          target="_blank"
          rel="noopener"
          aria-label={w('attempt.preview-of', { title })}
        >
          {w('attempt.preview')}
        </a>
      </div>
      <figure class="attestation-paper" aria-label={w('attempt.page-of', { title })} lang="vi">
        {lines.map((line) => (
          <p key={line.role + line.text} class="attestation-line" data-role={line.role}>
            {line.text}
          </p>
        ))}
        <div class="attestation-block">
          {blockLines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p class="attestation-place" data-step={step.step}>
            {step.words.place()}
          </p>
          <p>{fullName}</p>
        </div>
        {conversionMark === null ? null : <p class="attestation-mark">{conversionMark}</p>}
      </figure>
    </li>
  );
}
