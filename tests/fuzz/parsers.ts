/** Every parser that meets bytes from outside, with genuine inputs and what must hold whatever comes. */
import { readdirSync, readFileSync } from 'node:fs';
import { readCard } from '../../kiosk-ui/src/views/desk/card-text.ts';
import { parseOfficeFile } from '../../src/cli/office-file.ts';
import { readJpeg } from '../../src/copies/compose/jpeg.ts';
import { readStatusResponse } from '../../src/copies/extend/ocsp-response.ts';
import { readRevocationList } from '../../src/copies/extend/revocation-list.ts';
import { readTimestampToken } from '../../src/copies/extend/timestamp-token.ts';
import { readCertificate } from '../../src/copies/validation/evidence/certificate.ts';
import { readCms } from '../../src/copies/validation/evidence/cms.ts';
import { askAnswer, askList } from '../../src/copies/validation/evidence/revocation.ts';
import { validatePdf } from '../../src/copies/validation/validate.ts';
import { readCertificate as readFacts } from '../../src/copies/verify/certificate.ts';
import { verifyCopy } from '../../src/copies/verify/verify-copy.ts';
import { parseProfile } from '../../src/devices/scanner/profile.ts';
import { parseDeviceList } from '../../src/devices/scanner/scanimage/list.ts';
import { parseOptions } from '../../src/devices/scanner/scanimage/options.ts';
import { LineReader, ReportReader } from '../../src/devices/scanner/scanimage/output.ts';
import {
  decodeAnswer,
  decodeFailure,
  encodeAnswer,
  signedSchema,
  tokensSchema,
} from '../../src/devices/token/answers.ts';
import { encodeFrame, FrameDecoder, frameTypes } from '../../src/devices/token/frames.ts';
import { decodeSignRequest } from '../../src/devices/token/sign-request.ts';
import { parsePnmHeader } from '../../src/pages/pnm.ts';
import { judgeManifest } from '../../src/portal/bundles/bundle-reader.ts';
import { decodeCard, encodeCard } from '../../src/portal/bundles/card.ts';
import { signatureLength } from '../../src/portal/bundles/identity.ts';
import { readCategory } from '../../src/portal/categories/read.ts';
import { readAnswer } from '../../src/portal/connectors/dossier-services/answer.ts';
import { readAppointments, readList, readRequest } from '../../src/portal/connectors/dossier-services/inbound-wire.ts';
import { readLookUp } from '../../src/portal/connectors/dossier-services/look-up.ts';
import { readDvcAnswer, readNextNumber, readToken } from '../../src/portal/connectors/dvcsync/answer.ts';
import { asLookUp, readOneStopAnswer } from '../../src/portal/connectors/one-stop/answer.ts';
import { readSystemTime } from '../../src/upkeep/clock/system-time.ts';
import { calendarRows } from '../../src/workflow/inbound/appointments/calendar-rows.ts';
import type { ReadRow } from '../../src/workflow/inbound/appointments/read-file.ts';
import { tableRows } from '../../src/workflow/inbound/appointments/table-rows.ts';
import { signedData, timeStampToken } from '../attacks/support/cms.ts';
import { trustOf } from '../attacks/support/genuine.ts';
import { plainPdf, signPdf } from '../attacks/support/pdf.ts';
import { day, makePki, ocspAnswer, revocationList } from '../attacks/support/pki.ts';
import { makeAuthority } from '../unit/copies/support/keys.ts';
import { base, noisePage } from '../unit/copies/support/material.ts';
import { policyOf, sealBy, signBy } from '../unit/copies/support/signing.ts';
import { stationCalled } from '../unit/portal/bundles/stations.ts';
import { carriedParsers } from './carried.ts';
import { connectorParsers } from './connectors.ts';
import { type Fuzzed, ofBytes, ofText } from './fuzzed.ts';
import { returnedParsers } from './returned-copies.ts';

/** Parsers that are tried on the same kind of input; their genuine inputs are made only when they are wanted. */
export const groups = {
  PDF: pdfParsers,
  DER: () => Promise.resolve(derParsers()),
  devices: () => Promise.resolve(deviceParsers()),
  text: () => Promise.resolve(textParsers()),
  bundles: bundleParsers,
  returned: returnedParsers,
  connectors: () => Promise.resolve(connectorParsers()),
  carried: carriedParsers,
} as const satisfies Record<string, () => Promise<Fuzzed[]>>;
export type Group = keyof typeof groups;

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

async function pdfParsers(): Promise<Fuzzed[]> {
  const pki = makePki(Date.UTC(2026, 10, 21, 2, 5, 7));
  const options = { trust: trustOf(pki), at: pki.now };
  const by = (content: Buffer): Buffer => signedData(pki.signer, content, { chain: [pki.issuing] });
  const files = [signPdf(plainPdf(), by), signPdf(plainPdf('stream'), by, { form: 'stream' })];
  const authority = makeAuthority();
  const unsigned = await base({ pages: [await noisePage(60, 80, 300, 50)] });
  const sealed = await sealBy(authority, await signBy(authority, unsigned));
  const same = (input: Uint8Array, all: readonly Uint8Array[]): boolean =>
    all.some((each) => Buffer.compare(each, input) === 0);
  return [
    ofBytes(
      'PDF from outside',
      files,
      (input) => same(input, files) || validatePdf(input, options).indication !== 'TOTAL-PASSED',
    ),
    ofBytes(
      'copy of a station',
      [sealed],
      (input) => same(input, [sealed]) || !verifyCopy(input, policyOf(authority)).complete,
    ),
  ];
}

/** What a hostile stick may hold: nothing passes but what its station signed, byte for byte. */
async function bundleParsers(): Promise<Fuzzed[]> {
  const [origin, sender] = [await stationCalled('H99.15'), await stationCalled('H99.14')];
  const bundle = origin.bundleFor(sender);
  const text = Buffer.from(JSON.stringify(bundle.manifest));
  const signed = Buffer.concat([bundle.sign(text), text]);
  const card = Buffer.from(encodeCard(origin.card, origin.identity));
  return [
    ofBytes('manifest of a bundle', [signed], (input) => {
      const signature = input.subarray(0, signatureLength);
      const judged = judgeManifest(Buffer.from(input.subarray(signatureLength)), signature, sender.identity);
      return Buffer.compare(input, signed) === 0 || !judged.ok;
    }),
    ofBytes('card of a station', [card], (input) => {
      const read = decodeCard(input);
      return !read.ok || JSON.stringify(read.value) === JSON.stringify(origin.card);
    }),
  ];
}

function derParsers(): Fuzzed[] {
  const pki = makePki(Date.UTC(2026, 10, 21, 2, 5, 7));
  const { issuing, signer, now } = pki;
  const [subject, issuer] = [signer, issuing].map(({ certificate }) => readCertificate(certificate));
  const [facts, issuerFacts] = [signer, issuing].map(({ certificate }) => readFacts(certificate));
  if (!subject || !issuer || !facts || !issuerFacts) throw new Error('no certificates to begin with');
  const list = revocationList(issuing, now - day, now + day, [[pki.seal, now - day]]);
  const answer = ocspAnswer(signer, issuing, pki.responder, now, now + day);
  const token = timeStampToken(pki.stamper, Buffer.from('x'), now, { chain: [issuing] });
  return [
    ofBytes('CMS', [signedData(signer, Buffer.from('x'), { chain: [issuing] }), token], readCms),
    ofBytes('time-stamp token', [token], readTimestampToken),
    ofBytes('certificate', [signer.certificate, issuing.certificate, pki.pss.certificate], (input) => {
      readCertificate(input);
      readFacts(input);
    }),
    ofBytes('revocation list', [list], (input) => {
      askList(input, subject, issuer);
      readRevocationList(input, facts, issuerFacts);
    }),
    ofBytes('OCSP answer', [answer], (input) => {
      askAnswer(input, subject, issuer);
      readStatusResponse(input, facts, issuerFacts);
    }),
  ];
}

function deviceParsers(): Fuzzed[] {
  const fixture = (file: string): string => read(`tests/unit/devices/scanner/fixtures/${file}`);
  const frames = [
    encodeFrame(frameTypes.ready),
    ...Object.values(frameTypes).map((type) => encodeFrame(type, encodeAnswer([]))),
  ];
  return [
    ofBytes('PNM header', ['P6\n# SANE data follows\n2480 3507\n255\n', 'P5 4 2 255 abc'].map(Buffer.from), (input) => {
      const found = parsePnmHeader(input);
      return !found.ok || (found.value.widthPx > 0 && found.value.length > 0);
    }),
    ofBytes(
      'JPEG header',
      [Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108000400040301', 'hex')],
      readJpeg,
    ),
    ofBytes('frames of a token host', frames, (input) => {
      const decoder = new FrameDecoder();
      decoder.push(Buffer.from(input));
      decodeSignRequest(Buffer.from(input));
      decodeAnswer(tokensSchema, Buffer.from(input));
      decodeAnswer(signedSchema, Buffer.from(input));
      decodeFailure(Buffer.from(input));
    }),
    ofBytes(
      'words of scanimage',
      [Buffer.from('Progress: 12.5%\rscanimage: sane_read: Document feeder jammed\n')],
      (input) => {
        const report = new ReportReader(() => {});
        const lines = new LineReader((line) => {
          if (line.length > 600) throw new Error('a line over its limit');
        });
        for (const reader of [report, lines]) {
          if ('feed' in reader) reader.feed(input);
        }
        lines.end();
      },
    ),
    ofText('list of scanners', [fixture('list.txt')], parseDeviceList),
    ofText('options of a scanner', ['airscan-flatbed.txt', 'airscan-adf.txt', 'test.txt'].map(fixture), parseOptions),
    ofText(
      'hardware profile',
      readdirSync(new URL('../../hardware-profiles', import.meta.url))
        .filter((file) => file.endsWith('.toml'))
        .map((file) => read(`hardware-profiles/${file}`)),
      (input) => parseProfile('x.toml', input),
    ),
  ];
}

const categories = [
  '{"error_code":"0","message":"Thành công","result":[{"MADONVI":"H99.14","TENDONVI":"UBND xã"},{"MADONVI":"H99.15","TENDONVI":"UBND phường"}]}',
  '{"error_code":0,"message":"","result":[{"MATTHC":"2.000815","TENTTHC":"Chứng thực","TRANGTHAI":"1","LINHVUCTHUCHIEN":[{"MALINHVUC":"G15-TP08","TENLINHVUC":"Chứng thực"}],"KETQUATHUCHIEN":[{"MAKETQUA":"KQ.G15.000001","TENKETQUA":"Bản sao"}],"CACHTHUCTHUCHIEN":[{"KENH":"1","THOIGIAN":[{"PHILEPHI":[{"SOTIEN":2000}]}]}]}]}',
];

const filed = [
  '[{"MaHoSo":"G99.14-20261122-0000001","MaTTHC":"2.000815","NgayNopHoSo":"20261122080000","TrangThaiHoSo":"1","ChuHoSo":"Giàng Thị Súa","SoGiayToChuHoSo":"099190000001","MaDoiTuong":"x","TrichYeuHoSo":"","DanhSachTepDinhKemKhac":[{"TenGiayTo":"Giấy khai sinh","SoLuong":1}],"TaiLieuNop":[{"TenTepDinhKem":"a.jpg","Base64":"/9j/"}],"ThongTinThanhToan":{"TrangThaiThanhToan":"1","SoTien":"12000","ThoiGianThanhToan":"20261122080100"}}]',
  '[{"MaLichHen":"1","ThoiGianHen":"20261123083000","HoVaTen":"Lò Văn Panh","SoBanChinh":"2","TrangThai":"1"}]',
];

const appointmentFiles = {
  table: [
    'Ngày;Giờ;Họ và tên;Số bản chính\n23/11/2026;8:30;Lò Văn Panh;2\n',
    'Họ tên,Giờ hẹn,Ngày hẹn\n"Vàng A Lử",14h,2026-11-24\n',
  ],
  calendar: [
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Lò Văn Panh\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20261123T083000\r\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO\r\nEXDATE:20261130T083000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Vàng A Lử\r\nDTSTART:20261123T013000Z\r\nRRULE:FREQ=DAILY;UNTIL=20261201T000000Z\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  ],
};

/** A row that is taken has a time and a name; one that is not says why. */
const areWhole = (rows: readonly ReadRow[] | null): boolean =>
  rows === null ||
  rows.every(({ appointment, fault }) => (appointment === null) !== (fault === null) && appointment?.name !== '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textParsers(): Fuzzed[] {
  const answers = [
    '{"error_code":"0","message":"Thành công","data":{"token":"x","expires_in":3600}}',
    '{"error_code":1,"message":"Hồ sơ đã tồn tại"}',
    '<html>Xin đăng nhập</html>',
    'Đồng bộ thành công',
    '{"success":true,"code":"200","data":[{"MaHoSo":"H99.14-1","TrangThai":"4"}]}',
  ];
  return [
    ofText('answer of the portal', answers, (input) => {
      // Web pages are never a success, whatever words they hold.
      const said = readAnswer(input, true).meaning;
      readAnswer(input, false);
      readLookUp(input, 'H99.14-1');
      const answer = readDvcAnswer(input, 200, ['200']);
      readToken(answer);
      readNextNumber(input);
      return !(input.trimStart().startsWith('<') && said === 'done');
    }),
    ofText('answer of the one-stop system', answers, (input) => {
      const { verdict } = readOneStopAnswer(input, ['200'], 'MaHoSo');
      readLookUp(asLookUp(input, ['200']), 'H99.14-1');
      return !(input.trimStart().startsWith('<') && verdict.meaning === 'done');
    }),
    ofText('what comes to the desk', filed, (input) => {
      readList(parsed(input));
      readAppointments(parsed(input));
      const fetched = readRequest(parsed(input), 'G99.14-20261122-0000001');
      return fetched === null || fetched.request.code === 'G99.14-20261122-0000001';
    }),
    ofText('table of appointments', appointmentFiles.table, (input) => areWhole(tableRows(input))),
    ofText('calendar of appointments', appointmentFiles.calendar, (input) =>
      areWhole(calendarRows(input, Date.UTC(2026, 10, 22))),
    ),
    ofText('category of the portal', categories, (input) => {
      const list = readCategory(input, { kind: 'offices' });
      const procedure = readCategory(input, { kind: 'procedure', code: '2.000815' });
      // Whatever is taken for a list is one in order, each code once.
      if (list.kind !== 'pulled' || list.content.kind === 'procedure') return procedure.kind !== 'not-offered';
      const codes = list.content.list.entries.map(({ code }) => code);
      return codes.every((code, at) => at === 0 || (codes[at - 1] ?? '') < code);
    }),
    ofText(
      'office file',
      ['[office]\ncode = "H99.14"\nname = "UBND xã"\n[[officer]]\nusername = "a"\n'],
      parseOfficeFile,
    ),
    ofText('card’s code', ['001099012345|012345678|Vàng Thị Súa|01011990|Nữ|Bản Liền|01012021'], (input) => {
      const card = readCard(input);
      return card === null || /^\d{12}$/.test(card.identityNumber);
    }),
    ofText('system time', ['t 1763690707000000\nb true\n', 'TimeUSec=1763690707000000'], readSystemTime),
  ];
}
