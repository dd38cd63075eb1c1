import { tokenStateOf } from '../../devices/token/index.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import type { RouteContext } from '../app.ts';
import type { StationAnswer } from '../contract/index.ts';
import type { Sample } from './sampler.ts';

/** The lamps are asked for by every screen: none waits longer for a device (milliseconds). */
const patienceMs = 1_000;

/** The state of the station's parts. What is not known yet has no `measuredAt`; an old figure keeps its own. */
export async function stationStatus(context: RouteContext, officer: OfficerRow): Promise<StationAnswer> {
  const [scanners, tokens] = await Promise.all([context.scanners.soon(patienceMs), context.tokens.soon(patienceMs)]);
  const { connector, portal, gateway, rows } = context.portalStatus();
  return {
    version: context.version,
    now: context.office.clock.now(),
    scanners: {
      ...measured(scanners),
      devices: valuesOf(scanners).map(({ id, vendor, model }) => ({
        id,
        vendor,
        model,
        state: context.office.scannerStates().find((status) => status.id === id)?.state ?? 'ready',
      })),
    },
    tokens: {
      ...measured(tokens),
      tokens: valuesOf(tokens).map((token) => ({
        state: tokenStateOf(token, false),
        yours: token.certificates.some(({ sha256 }) => sha256 === officer.certificateSha256),
      })),
    },
    portal: {
      connector,
      portal: { ...portal },
      gateway: { ...gateway },
      waiting: rows.waiting + rows.sending,
      rejected: rows.rejected,
    },
  };
}

function measured(sample: Sample<unknown> | null): { measuredAt: number | null; failureCode: string | null } {
  const failureCode = sample && !sample.result.ok ? sample.result.error.code : null;
  return { measuredAt: sample?.at ?? null, failureCode };
}

function valuesOf<T>(sample: Sample<readonly T[]> | null): readonly T[] {
  return sample?.result.ok ? sample.result.value : [];
}
