import { join } from 'node:path';
import { writeDurably } from '../../src/common/durable-file.ts';
import { iso8601 } from '../../src/common/vietnam-time.ts';
import { openOffice } from '../peers/office/office.ts';
import { play } from '../peers/office/play.ts';

/**
 * Runs one dossier of three pages through the station's API and writes `copy.pdf` and `report.json` to `out`.
 *
 * @param link  false: portal, gateway and time-stamping authority cannot be reached; the copy is issued and waits
 */
export async function once(folder: string, out: string, link: boolean): Promise<void> {
  const begun = performance.now();
  const office = await openOffice(folder, {
    timeStamps: true,
    line: !link,
    settings: { 'coding.profile': 'standard' },
  });
  if (!link) office.line?.cut();
  const prepared = (performance.now() - begun) / 1000;
  try {
    const played = await play(office, {
      requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
      title: 'Hợp đồng chuyển nhượng quyền sử dụng đất',
      paper: 'notarised-contract',
      chargeablePages: 3,
      untilIssued: !link,
    });
    const report = {
      dossierCode: played.dossierCode,
      registerNumber: played.registerNumber,
      feeVnd: played.feeVnd,
      dueTime: iso8601(played.dueAt),
      signers: played.signers,
      portalReceipt: played.receipt && { ...played.receipt, at: iso8601(played.receipt.at) },
      copies: [
        {
          registerNumber: played.registerNumber,
          level: played.verification.level,
          timeStamps: played.timeStamps?.state ?? null,
          stampedAt: played.verification.timestamps.map(({ at }) => iso8601(at)),
        },
      ],
      outbox: played.messages,
      copyBytes: played.copy.length,
      secondsPerStep: { preparation: Math.round(prepared * 1000) / 1000, ...played.secondsPerStep },
    };
    await writeDurably(join(out, 'copy.pdf'), played.copy, 0o644);
    await writeDurably(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`, 0o644);
    console.log(JSON.stringify(report, null, 2));
  } finally {
    await office.close();
  }
}
