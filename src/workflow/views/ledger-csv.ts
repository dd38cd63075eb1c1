import { type Code, codes } from '../../common/codes/index.ts';
import { iso8601 } from '../../common/vietnam-time.ts';
import { csvLines, csvMark } from './csv.ts';
import type { Ledger } from './ledger.ts';
import { type CsvLanguage, csvWords } from './ledger-csv-words.ts';

/**
 * A dossier's ledger as a table (RFC 4180, UTF-8 with a mark by which spreadsheets know it): words, times and hashes, no
 * names and no words of the portal, so that no cell can be taken for a formula.
 */
export function ledgerCsv({ dossierCode, messages, copies }: Ledger, language: CsvLanguage): string {
  const words = csvWords[language];
  const sent = messages.map((one) => [
    words.kinds[one.kind],
    one.ordinal,
    words.states[one.state],
    iso8601(one.createdAt),
    time(one.confirmedAt),
    one.bytes,
    one.connector === null ? null : (nameIn(words.ways, one.connector) ?? one.connector),
    one.service === null ? null : (nameIn(words.services, one.service) ?? one.service),
    null,
    one.sha256,
    one.failureCode === null ? null : sentenceOf(one.failureCode, language),
    one.failureCode,
  ]);
  const fetched = copies.flatMap(({ ordinal, sha256, fetches }) =>
    fetches.map(({ at, caller, bytes, whole }) => [
      words.fetch,
      ordinal,
      whole ? words.whole : words.part,
      iso8601(at),
      null,
      bytes,
      null,
      null,
      caller,
      sha256,
      null,
      null,
    ]),
  );
  return csvMark + csvLines([[words.dossier, dossierCode], words.columns, ...sent, ...fetched]);
}

function nameIn(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

function sentenceOf(code: string, language: CsvLanguage): string | null {
  return Object.hasOwn(codes, code) ? codes[code as Code][language] : null;
}

function time(at: number | null): string | null {
  return at === null ? null : iso8601(at);
}
