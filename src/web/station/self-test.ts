import { isWorking, tokenStateOf } from '../../devices/token/index.ts';
import { lastsFor } from '../../upkeep/station/certificates.ts';
import type { Office } from '../../workflow/office.ts';
import type { SelfTestAnswer, SelfTestBody } from '../contract/index.ts';
import type { ScannerList } from './scanner-list.ts';

/** Really tests a part: a scanner is listed and asked for its settings, tokens are read without a PIN. Nothing moves. */
export async function selfTest(office: Office, scanners: ScannerList, wanted: SelfTestBody): Promise<SelfTestAnswer> {
  const begun = office.clock.monotonic();
  const found = wanted.part === 'scanner' ? await testScanner(office, scanners, wanted.id) : await testTokens(office);
  return {
    settings: null,
    tokens: [],
    ...found,
    measuredAt: office.clock.now(),
    tookMs: Math.round(office.clock.monotonic() - begun),
  };
}

type Found = Pick<SelfTestAnswer, 'failureCode'> & Partial<SelfTestAnswer>;

async function testScanner(office: Office, scanners: ScannerList, id: string): Promise<Found> {
  const { result } = await scanners.renew();
  if (!result.ok) return { failureCode: result.error.code };
  // A name that no list has is never handed to a driver: some would open a connection to wherever it points.
  if (!result.value.some((device) => device.id === id)) return { failureCode: 'SCAN-NOT-FOUND' };
  const asked = await office.scanner.ask(id);
  return asked.ok ? { failureCode: null, settings: asked.value } : { failureCode: asked.error.code };
}

async function testTokens(office: Office): Promise<Found> {
  const inspected = await office.token.inspect();
  if (!inspected.ok) return { failureCode: inspected.error.code };
  const { working } = office.tokensSeen();
  const now = office.clock.now();
  const tokens = inspected.value.map((token) => ({
    state: tokenStateOf(token, isWorking(token, working)),
    certificates: token.certificates.map(({ notAfter }) => ({ daysLeft: lastsFor(notAfter, now).daysLeft ?? 0 })),
  }));
  return { failureCode: tokens.length === 0 ? 'TOKEN-ABSENT' : null, tokens };
}
