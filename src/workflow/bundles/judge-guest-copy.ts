import { fail, ok, type Result } from '../../common/result.ts';
import type { Reason } from '../../copies/validation/reasons.ts';
import type { ValidatedSignature, Validation } from '../../copies/validation/report.ts';
import { type Office, settingsOf, wayOf } from '../office.ts';
import { type AskStatus, checkFile, type NotAsked } from '../validation/check-file.ts';
import { officeTrust } from '../validation/office-trust.ts';
import { onlineStatus } from '../validation/online-status.ts';

/** A certified copy has the signer's signature and the agency's. */
const signaturesOfACopy = 2;

/** Nothing about the signature is wrong; whether its certificate was revoked may be unknown for want of an answer. */
const sound: readonly Reason[] = ['passed', 'revocation-unknown'];

/** Conclusions that another time may change: the copy was good when its office handed it over. */
const ofTime: readonly Reason[] = ['expired-unproven', 'not-yet-valid'];

/** How long authorities may take to be asked about one copy, milliseconds. */
const askLimitMs = 20_000;

/**
 * Judges a copy that another office handed over, in the limited child: by this station's own trust list, for now, and
 * with what the authorities answer when the line is up, since its own office may never have been able to ask. A copy that
 * is only not in force any more, or not yet by this clock, is judged for the time when it was handed over.
 *
 * BUNDLE-COPY-INVALID, BUNDLE-COPY-UNTRUSTED, BUNDLE-COPY-UNCHECKED (the child gave up), VERIFY-TRUST-UNREADABLE.
 */
export async function judgeGuestCopy(
  office: Pick<Office, 'store' | 'clock' | 'trustAnchors' | 'trustFolder' | 'intermediates' | 'lines'>,
  pdf: Uint8Array,
  { madeAt, lineIsDown }: { readonly madeAt: number; readonly lineIsDown: boolean },
): Promise<Result<void>> {
  const found = await officeTrust(office);
  if (!found.ok) return found;
  // Copies of all offices lead to the same roots, and not every one brings what stands between.
  const trust = { ...found.value, intermediates: [...found.value.intermediates, ...office.intermediates] };
  const { clock } = office;
  const settings = settingsOf(office);
  const nobody: NotAsked | null = !settings['trust.ask-status'] ? 'off' : lineIsDown ? 'line-down' : null;
  const signal = AbortSignal.timeout(askLimitMs);
  const asked: AskStatus | NotAsked = nobody ?? onlineStatus(trust.privateHosts, clock, signal, wayOf(office));
  const judge = async (at: number, ask: AskStatus | NotAsked): Promise<Validation> =>
    (await checkFile(pdf, { trust, at, clock, ask })).validation;
  const now = await judge(clock.now(), asked);
  const other = now.signatures.some(({ reason }) => ofTime.includes(reason));
  return verdictOn(other ? await judge(madeAt, 'other-time') : now);
}

/** What a validation means for a copy that is to be sent. */
export function verdictOn({ reason, signatures }: Validation): Result<void> {
  if (reason === 'gave-up' || reason === 'too-large') return fail('BUNDLE-COPY-UNCHECKED', { reason });
  const own = signatures.filter(({ kind }) => kind === 'signature');
  const all = signatures.filter((one) => !isSound(one));
  const wrong = all.find((one) => one.reason !== 'untrusted') ?? all[0];
  if (wrong?.reason === 'untrusted') return fail('BUNDLE-COPY-UNTRUSTED');
  if (wrong) return fail('BUNDLE-COPY-INVALID', { reason: wrong.reason });
  if (reason === 'no-seal' || own.length < signaturesOfACopy) return fail('BUNDLE-COPY-INVALID', { reason });
  return ok();
}

/** A time-stamp whose authority is not known here proves nothing, and takes nothing from the signatures before it. */
function isSound({ kind, reason, integrity }: ValidatedSignature): boolean {
  if (integrity !== 'intact') return false;
  return sound.includes(reason) || (kind === 'timestamp' && reason === 'untrusted');
}
