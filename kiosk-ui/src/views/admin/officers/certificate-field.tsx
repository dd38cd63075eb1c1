import { useState } from 'preact/hooks';
import type { PluggedTokens } from '../../../../../src/web/contract/index.ts';
import { Button } from '../../../design/button.tsx';
import { day } from '../../../design/format.ts';
import { FailureNotice, Notice } from '../../../design/notice.tsx';
import * as api from '../../../station/api.ts';
import { sentenceOf } from '../../../station/sentences.ts';
import { either } from '../../../words/index.ts';
import { useAct } from '../../desk/use-act.ts';
import { officersWords as w } from '../words.ts';
import type { OfficerForm } from './form.ts';

interface Props {
  readonly form: OfficerForm;
  readonly onChange: (change: Partial<OfficerForm>) => void;
}

/** The certificate by which an officer signs or seals, chosen from the tokens that are plugged in. */
export function CertificateField({ form, onChange }: Props) {
  const [plugged, setPlugged] = useState<PluggedTokens | null>(null);
  const { busy, failure, run } = useAct();
  const look = async (): Promise<void> => setPlugged(await run(() => api.listTokens()));
  const bound = form.certificateSha256;
  return (
    <fieldset class="officer-certificate">
      <legend class="field-label">{w('officers.certificate')}</legend>
      {bound === null ? (
        <p class="soft">{w('officers.certificate-none')}</p>
      ) : (
        <div class="admin-row">
          <p class="officer-print">
            {w('officers.certificate-bound', { serial: form.certificateSerial ?? '' })}
            <span class="soft small">{shortPrint(bound)}</span>
          </p>
          <Button kind="plain" onClick={() => onChange({ certificateSha256: null, certificateSerial: null })}>
            {w('officers.certificate-unbind')}
          </Button>
        </div>
      )}
      <div>
        <Button busy={busy} onClick={() => void look()}>
          {w('officers.certificate-look')}
        </Button>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {plugged === null ? null : (
        <Plugged
          plugged={plugged}
          bound={bound}
          onBind={(certificateSha256, certificateSerial) => onChange({ certificateSha256, certificateSerial })}
        />
      )}
    </fieldset>
  );
}

interface PluggedProps {
  readonly plugged: PluggedTokens;
  readonly bound: string | null;
  readonly onBind: (sha256: string, serial: string) => void;
}

function Plugged({ plugged: { failureCode, tokens }, bound, onBind }: PluggedProps) {
  const words = failureCode === null ? null : sentenceOf(failureCode);
  if (failureCode !== null) {
    return (
      <Notice kind="waiting" code={failureCode}>
        {words === null ? null : either(words)}
      </Notice>
    );
  }
  const certificates = tokens.flatMap(({ label, certificates: own }) => own.map((one) => ({ ...one, label })));
  if (certificates.length === 0) return <Notice kind="info">{w('officers.no-token')}</Notice>;
  return (
    <ul>
      {certificates.map(({ sha256, serial, subject, label, notAfter }) => (
        <li class="admin-row" key={sha256}>
          <p class="officer-print">
            <strong>{subject}</strong>
            <span class="soft small">
              {w('officers.certificate-facts', { token: label, serial, until: day(notAfter) })}
            </span>
            <span class="soft small">{shortPrint(sha256)}</span>
          </p>
          <Button
            disabled={sha256 === bound}
            {...(sha256 === bound ? {} : { label: w('officers.certificate-bind-one', { subject }) })}
            onClick={() => onBind(sha256, serial)}
          >
            {w(sha256 === bound ? 'officers.certificate-is-bound' : 'officers.certificate-bind')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Enough of a fingerprint to compare by eye. */
function shortPrint(sha256: string): string {
  return `SHA-256 ${(sha256.slice(0, 32).match(/.{4}/g) ?? []).join(' ')} …`;
}
