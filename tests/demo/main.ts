import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startLinkPage } from '../peers/link/page.ts';
import { openOffice, PortTaken, type SimulatedOffice } from '../peers/office/office.ts';
import { people, pins } from '../peers/office/people.ts';
import { currentCode, setUpCodes } from './codes.ts';
import { once } from './once.ts';

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    'no-link': { type: 'boolean', default: false },
    code: { type: 'boolean', default: false },
    out: { type: 'string' },
    connector: { type: 'string', default: 'lgsp' },
    folder: { type: 'string' },
  },
});

/** Each way to the portal has an office of its own, kept in a folder over its runs. */
function folderFor(connector: string): string {
  const name = connector === 'lgsp' ? 'demo-office' : `demo-office-${connector}`;
  return fileURLToPath(new URL(`../../.cache/${name}`, import.meta.url));
}

/** What can be put into the scanner again and again. */
const papers = [
  { id: 'notarised-contract', title: 'Hợp đồng ba trang' },
  { id: 'birth-certificate', title: 'Giấy khai sinh' },
  { id: 'diploma', title: 'Bằng tốt nghiệp' },
];

/** Opens the office, or says why not and ends. */
async function open(...[folder, options]: Parameters<typeof openOffice>): Promise<SimulatedOffice> {
  try {
    return await openOffice(folder, options);
  } catch (error) {
    const why =
      error instanceof PortTaken
        ? `Cổng ${error.port} của cơ quan mô phỏng đang được một chương trình khác dùng. Cơ quan này có lẽ đang chạy ở cửa sổ khác: hãy dùng cửa sổ đó, hoặc dừng nó rồi chạy lại. (port ${error.port} of this office is in use: it probably runs in another window)`
        : String(error instanceof Error ? error.message : error);
    console.error(`\nChưa mở được cơ quan mô phỏng / not opened: ${why}`);
    process.exit(1);
  }
}

/** `npm run demo`, `npm run demo -- --connector manual`: the simulated office. */
async function showOffice(folder: string, connector: string): Promise<void> {
  console.log(
    existsSync(join(folder, 'complete'))
      ? 'Mở lại cơ quan mô phỏng, hồ sơ còn như lần trước… (opening the simulated office again, as it was)'
      : 'Chuẩn bị cơ quan mô phỏng… (preparing the simulated office)',
  );
  const backups = join(folder, 'backups');
  mkdirSync(backups, { recursive: true });
  const office = await open(folder, {
    port: 8443,
    endsWithParent: true,
    timeStamps: true,
    line: true,
    settings: {
      'portal.connector': connector,
      'inbound.requests': true,
      'inbound.appointments': true,
      'inbound.minutes': 1,
      'coding.profile': 'standard',
      'backup.folder': backups,
    },
  });
  const switches = await startLinkPage(office.line === null ? {} : { 'Đường truyền của cơ quan': office.line }, {
    port: office.switchesPort,
    papers,
    load: office.loadPaper,
  });
  await office.loadPaper('notarised-contract');
  console.log(`
Trạm đang chạy / the station runs at ${office.address}
  OpenAPI            ${office.address}/api/openapi.json
  authority (CA)     ${join(office.state, 'authority.pem')}
  station log        ${office.logPath}
  portal's dossiers  ${join(folder, 'portal.json')}

Bật tắt sự cố / switches for trouble:
  Cổng Dịch vụ công  ${office.portal.pageUrl}
  mạng và máy quét   ${switches.url}
  (mỗi lần chạy lại, mọi công tắc trở về bình thường / all switches are back to normal at each start)

Tài khoản / accounts:`);
  for (const person of Object.values(people)) {
    const pin = 'token' in person ? `   PIN ${pins[person.token]}` : '';
    console.log(`  ${person.username.padEnd(10)} ${person.password.padEnd(16)} ${person.position}${pin}`);
  }
  await setUpCodes(office, folder);
  console.log(`
${people.admin.username} còn cần mã xác thực; mã hiện tại / ${people.admin.username} also needs a code, now: ${currentCode(folder) ?? ''}
Mã đổi sau 30 giây, mỗi mã dùng một lần. Lấy mã mới / for a new one: npm run demo -- --code`);
  console.log('\nMáy quét đang có một hợp đồng ba trang. Ctrl+C để dừng. (Ctrl+C stops everything)');
  const stop = (): void => void Promise.all([office.close(), switches.close()]).then(() => process.exit(0));
  // A window that is closed says SIGHUP.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
}

/** `npm run demo -- --once --out DIR [--no-link]`: one whole dossier in an office of its own, beside whatever else runs. */
async function runOnce(out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'tram-once-'));
  try {
    await once(folder, out, !values['no-link']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (values.code) {
  const code = currentCode(values.folder ?? folderFor(values.connector));
  if (code === null) {
    console.error('Cơ quan mô phỏng chưa mở xong lần nào: hãy chạy npm run demo trước. (run npm run demo first)');
    process.exit(1);
  }
  console.log(code);
} else if (values.once) {
  if (!values.out) {
    console.error('--once needs --out DIR');
    process.exit(64);
  }
  try {
    await runOnce(values.out);
  } catch (error) {
    console.error(`\nKhông hoàn thành / not done: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
} else {
  if (!['lgsp', 'mapi', 'dvcsync', 'one-stop', 'manual'].includes(values.connector)) {
    console.error('--connector is lgsp, mapi, dvcsync, one-stop or manual');
    process.exit(64);
  }
  await showOffice(values.folder ?? folderFor(values.connector), values.connector);
}
