/** Whatever goes wrong on the way, in whatever order: every dossier is at the portal exactly once, and none waits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GatewayFault, type GatewayPeer, startGatewayPeer } from '../../peers/document-gateway/index.ts';
import { type LinkPeer, startLinkPeer } from '../../peers/link/index.ts';
import { type Fault, type PortalPeer, startPortalPeer } from '../../peers/portal/index.ts';
import { codeOf, type Office, openOffice } from './office.ts';

type Event =
  | { do: 'portal'; fault: Fault }
  | { do: 'gateway'; fault: GatewayFault }
  | { do: 'cut'; line: 'portal' | 'gateway' }
  | { do: 'cut-after'; line: 'portal' | 'gateway'; bytes: number }
  | { do: 'heal' }
  | { do: 'restart' }
  | { do: 'issue' }
  | { do: 'wait'; ms: number };

const times = fc.integer({ min: 1, max: 3 });
const service = fc.constantFrom('DongBoHoSoMC' as const, 'CapNhatTienDoHoSoMC' as const);
const portalFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('down', 'half', 'dropped', 'twice'), times, service }),
  fc.record({ kind: fc.constant('slow' as const), ms: fc.constantFrom(20, 250), times, service }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(401, 500, 503), times, service }),
  fc.record({ kind: fc.constant('garbage' as const), times, service }),
  fc.record({
    kind: fc.constant('says' as const),
    error_code: fc.constantFrom('-1', 7),
    message: fc.constantFrom('Hệ thống đang bận', 'Dữ liệu không hợp lệ'),
    times,
    service,
  }),
);
const gatewayFault: fc.Arbitrary<GatewayFault> = fc.oneof(
  fc.record({ kind: fc.constant('down' as const), times }),
  fc.record({ kind: fc.constant('cut-after' as const), bytes: fc.integer({ min: 1, max: 8000 }), times }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(404, 410, 423, 500, 503), times }),
);
const line = fc.constantFrom('portal' as const, 'gateway' as const);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('portal' as const), fault: portalFault }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('gateway' as const), fault: gatewayFault }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('issue' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), line }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('cut-after' as const), line, bytes: fc.integer({ min: 1, max: 30_000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('heal' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

describe('any sequence of faults', () => {
  it('ends with every dossier once at the portal and none waiting', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 14 }), async (events) => {
        const portal = await startPortalPeer();
        const gateway = await startGatewayPeer();
        const lines = { portal: await startLinkPeer(portal.port), gateway: await startLinkPeer(gateway.port) };
        const run: Run = { portal, gateway, lines, office: open(portal, gateway, lines), issued: 0 };
        try {
          for (const one of events) await play(run, one);
          await play(run, { do: 'issue' });
          await play(run, { do: 'heal' });
          await settle(run.office);
          await check(run);
        } finally {
          await run.office.close();
          await lines.portal.close();
          await lines.gateway.close();
          await portal.close();
          await gateway.close();
        }
      }),
      { seed: 20251122, numRuns: 20 },
    );
  }, 120_000);
});

interface Run {
  readonly portal: PortalPeer;
  readonly gateway: GatewayPeer;
  readonly lines: { readonly portal: LinkPeer; readonly gateway: LinkPeer };
  office: Office;
  issued: number;
}

function open(portal: PortalPeer, gateway: GatewayPeer, lines: Run['lines']): Office {
  return openOffice({
    connector: 'lgsp',
    lgsp: {
      baseUrl: portal.baseUrl.replace(String(portal.port), String(lines.portal.port)),
      unitCode: 'H56',
      timeoutMs: 120,
      accessHoldMs: 20,
    },
    gateway: {
      endpoint: gateway.endpoint.replace(String(gateway.port), String(lines.gateway.port)),
      chunkBytes: 4096,
      limits: { baseTimeoutMs: 300, slowestBytesPerSecond: 100_000 },
    },
  });
}

async function play(run: Run, event: Event): Promise<void> {
  switch (event.do) {
    case 'portal':
      return run.portal.misbehave(event.fault);
    case 'gateway':
      return run.gateway.misbehave(event.fault);
    case 'cut':
      return run.lines[event.line].cut();
    case 'cut-after':
      return run.lines[event.line].cutAfter(event.bytes);
    case 'issue':
      run.issued += 1;
      run.office.issue(run.issued, 10_000);
      return;
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, event.ms));
      return;
    case 'restart':
      run.office = await run.office.reopen();
      return;
    case 'heal':
      run.portal.heal();
      run.gateway.heal();
      for (const one of Object.values(run.lines)) {
        one.cutAfter(Number.POSITIVE_INFINITY);
        one.heal();
      }
      return;
  }
}

/** A person sends again what was rejected, until nothing is open. */
async function settle(office: Office): Promise<void> {
  await office.until(() => {
    for (const row of office.open()) if (row.state === 'rejected') office.portal.retry(row.id);
    return office.open().length === 0;
  });
}

async function check(run: Run): Promise<void> {
  const kept = run.portal.listReceived();
  const codes = Array.from({ length: run.issued }, (_, n) => codeOf(n + 1));
  expect(kept.map((d) => d.code).toSorted()).toEqual(codes);
  for (const dossier of kept) {
    expect(dossier.adds).toBe(1);
    expect(dossier.steps).toHaveLength(2);
    const results = dossier.content.DanhSachGiayToKetQua;
    expect(results).toHaveLength(1);
    const n = Number(results[0]?.GiayToId.split('-')[1]);
    expect(codeOf(n)).toBe(dossier.code);
    const copy = await run.gateway.fetchCopy(results[0]?.DuongDanTepTinKetQua ?? '');
    expect(copy?.equals(run.office.copies.get(`document-${n}`) ?? Buffer.alloc(0))).toBe(true);
  }
}
