import { readFile, stat } from 'node:fs/promises';
import type { Clock } from '../common/clock.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { iso8601 } from '../common/vietnam-time.ts';
import { type ValidatedSignature, validationLimits } from '../copies/index.ts';
import { type AskedStatus, type CheckedFile, checkFile, type NotAsked } from '../workflow/validation/check-file.ts';
import { onlineStatus } from '../workflow/validation/online-status.ts';
import { type InstalledTrust, readTrustFolder } from '../workflow/validation/trust-folder.ts';

export interface VerifyOptions {
  readonly trust: string | undefined;
  /** ISO 8601 with its offset; now when left out. */
  readonly at: string | undefined;
  /** Asks nobody for certificate status. */
  readonly offline: boolean;
  readonly json: boolean;
}

/** The exit status that stands for a conclusion. */
const exits = { 'TOTAL-PASSED': 0, 'TOTAL-FAILED': 1, INDETERMINATE: 2 } as const;

/**
 * `tram verify`: what the signatures of a PDF are worth, by what the file and the trust list hold. A status that both
 * leave open is asked for over the network, unless another time than now is checked for. Errors: VERIFY-FILE-UNREADABLE, VERIFY-TRUST-UNREADABLE, VERIFY-TIME-UNREADABLE.
 */
export async function verifyByHand(
  file: string,
  options: VerifyOptions,
  clock: Clock,
): Promise<Result<{ readonly text: string; readonly status: number }>> {
  const at = options.at === undefined ? clock.now() : instantOfText(options.at);
  if (at === undefined) return fail('VERIFY-TIME-UNREADABLE');
  const trust = options.trust === undefined ? ok(nobody) : await readTrustFolder(options.trust);
  if (!trust.ok) return trust;
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true || found.size > validationLimits.fileBytes) return fail('VERIFY-FILE-UNREADABLE');
  const stopping = new AbortController();
  const online = onlineStatus(trust.value.privateHosts, clock, stopping.signal);
  const ask = options.offline ? 'off' : options.at === undefined ? online : 'other-time';
  const checked = await checkFile(await readFile(file), { trust: trust.value, at, clock, ask });
  const { validation, asked, notAsked } = checked;
  const text = options.json ? JSON.stringify({ ...validation, asked, notAsked }, null, 2) : inWords(checked);
  return ok({ text, status: exits[validation.indication] });
}

function instantOfText(text: string): number | undefined {
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(whole) ? undefined : whole;
}

const nobody: InstalledTrust = { anchors: [], intermediates: [], lists: [], privateHosts: [] };

function inWords({ validation, asked, notAsked }: CheckedFile): string {
  const { signatures, at } = validation;
  const lines = [
    `${headline(validation)}`,
    validation.sentence.vi,
    validation.sentence.en,
    `kiểm tra cho: ${iso8601(at)}`,
  ];
  return [...lines, ...signatures.flatMap(signatureLines), ...askedLines(asked, notAsked)].join('\n');
}

const whyNotAsked: Readonly<Record<NotAsked, string>> = {
  off: 'không hỏi trạng thái chứng thư qua mạng (asked nobody: --offline)',
  'line-down': 'không hỏi được trạng thái chứng thư: mất đường truyền (asked nobody: the line is down)',
  'other-time': 'không hỏi trạng thái chứng thư vì kiểm tra cho thời điểm khác (asked nobody: another time than now)',
};

function askedLines(asked: readonly AskedStatus[], notAsked: NotAsked | null): string[] {
  const lines = asked.map(
    ({ name, at, answer }) => `đã hỏi trạng thái chứng thư của ${visible(name ?? '?')} lúc ${iso8601(at)}: ${answer}`,
  );
  const all = notAsked === null ? lines : [...lines, whyNotAsked[notAsked]];
  return all.length === 0 ? [] : ['', ...all];
}

const headline = ({ indication, subIndication }: Pick<ValidatedSignature, 'indication' | 'subIndication'>): string =>
  subIndication === null ? indication : `${indication} / ${subIndication}`;

function signatureLines(signature: ValidatedSignature, index: number): string[] {
  const { kind, field, level, signer, issuer, serialHex, trust, claimedAt, localTimeAsUtc, provenAt } = signature;
  const local = localTimeAsUtc ? ' (giờ địa phương bị ghi là UTC; local time marked as UTC)' : '';
  const rows: readonly (string | null)[] = [
    '',
    `${index + 1}. ${kind === 'timestamp' ? 'Dấu thời gian' : 'Chữ ký số'} [${visible(field)}]: ${headline(signature)}`,
    `   ${signature.sentence.vi}`,
    `   ${signature.sentence.en}`,
    signer === null ? null : `   người ký: ${visible(signer)}`,
    issuer === null ? null : `   cấp bởi: ${visible(issuer)}`,
    serialHex === null ? null : `   số chứng thư: ${serialHex}`,
    trust === null ? null : `   gốc tin cậy: ${trust}`,
    claimedAt === null ? null : `   thời gian ghi trong chữ ký: ${iso8601(claimedAt)}${local}`,
    provenAt === null ? null : `   dấu thời gian chứng minh: ${iso8601(provenAt)}`,
    level === null ? null : `   mức PAdES: ${level}`,
    `   toàn vẹn: ${signature.integrity}; thu hồi: ${signature.revocation}; bản sửa thêm sau: ${signature.laterRevisions}`,
  ];
  return rows.filter((row) => row !== null);
}

/** Names come from the file: what could steer a terminal is not printed. */
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '�').slice(0, 200);
