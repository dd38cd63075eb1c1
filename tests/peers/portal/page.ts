/** The page with the switches: a technician in training makes the portal misbehave and watches the station. */
import { citizenActs } from './citizen.ts';
import type { Fault } from './faults.ts';
import type { FiledRequest } from './online.ts';

export interface Switch {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
  readonly fault: Fault;
}

export const switches: readonly Switch[] = [
  { name: 'down', vi: 'Không kết nối được', en: 'Cannot be reached', fault: { kind: 'down' } },
  { name: 'slow', vi: 'Trả lời chậm 8 giây', en: 'Answers after 8 seconds', fault: { kind: 'slow', ms: 8000 } },
  { name: '500', vi: 'Báo lỗi 500', en: 'Says 500', fault: { kind: 'status', status: 500 } },
  {
    name: '429',
    vi: 'Quá tải, hẹn 30 giây sau gửi lại (429)',
    en: 'Overloaded, asks for 30 seconds (429)',
    fault: { kind: 'status', status: 429, retryAfter: 30 },
  },
  {
    name: 'dropped',
    vi: 'Nhận rồi nhưng câu trả lời bị mất (3 lần)',
    en: 'Takes it, and the answer is lost (3 times)',
    fault: { kind: 'dropped', times: 3 },
  },
  { name: 'half', vi: 'Câu trả lời bị cắt giữa chừng', en: 'The answer is cut in the middle', fault: { kind: 'half' } },
  {
    name: 'garbage',
    vi: 'Trả về trang web lạ thay cho câu trả lời',
    en: 'A web page in place of the answer',
    fault: { kind: 'garbage' },
  },
  {
    name: 'refused',
    vi: 'Từ chối nội dung hồ sơ',
    en: 'Refuses the content of the dossier',
    fault: { kind: 'says', error_code: '-2', message: 'Dữ liệu không hợp lệ: MaTTHC' },
  },
  {
    name: 'charset',
    vi: 'Trả lời sai bảng mã',
    en: 'Answers in the wrong charset',
    fault: { kind: 'charset', as: 'latin1' },
  },
  {
    name: 'revoked',
    vi: 'Thu hồi tài khoản của trạm',
    en: 'Takes the station’s account back',
    fault: { kind: 'revoked' },
  },
];

/** The page in Vietnamese with English beside it, without a script. */
export function controlPage(now: {
  readonly faults: readonly Fault[];
  readonly kept: readonly { readonly code: string; readonly state: string; readonly steps: number }[];
  readonly requests: number;
  readonly filed: readonly FiledRequest[];
}): string {
  const button = (name: string, vi: string, en: string): string =>
    `<button name="switch" value="${inHtml(name)}"><b lang="vi">${inHtml(vi)}</b><br><span lang="en">${inHtml(en)}</span></button>`;
  const inForce = now.faults.map((fault) => {
    const known = switches.find((one) => one.fault.kind === fault.kind && describes(one.fault, fault));
    const words = known ? `${known.vi} · ${known.en}` : JSON.stringify(fault);
    return `<li>${inHtml(words)}${fault.times === undefined ? '' : ` (×${fault.times})`}</li>`;
  });
  const rows = now.kept.map(
    ({ code, state, steps }) => `<tr><td>${inHtml(code)}</td><td>${inHtml(state)}</td><td>${steps}</td></tr>`,
  );
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cổng mô phỏng</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; color: #1d2733; }
form { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .6rem; }
button { font: inherit; text-align: left; padding: .6rem .8rem; min-height: 44px; border: 1px solid #8494a6; border-radius: 6px; background: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid #1a6fc4; outline-offset: 2px; }
button[value=heal] { background: #0b5d3b; color: #fff; border-color: #0b5d3b; }
span { font-size: .85em; opacity: .8; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #d5dce4; }
</style>
</head>
<body><main>
<h1>Cổng mô phỏng <span lang="en">Stand-in portal</span></h1>
<p>Hiện nay: <b>${inForce.length === 0 ? 'bình thường' : 'có sự cố'}</b> <span lang="en">${inForce.length === 0 ? 'Works as it should' : 'Misbehaves'}</span></p>
<ul>${inForce.join('')}</ul>
<form method="post" action="/__control/page">
${button('heal', 'Hết sự cố', 'Works again')}
${button('expire', 'Hết phiên làm việc', 'Sessions end now')}
${button('rename', 'Đổi tên thủ tục trong danh mục', 'Renames the procedure in the category')}
${switches.map(({ name, vi, en }) => button(name, vi, en)).join('\n')}
</form>
<h2>Người dân <span lang="en">What citizens do</span></h2>
<form method="post" action="/__control/page">
${citizenActs.map(({ name, vi, en }) => button(name, vi, en)).join('\n')}
</form>
<table><thead><tr><th>Nộp trực tuyến</th><th>Người nộp</th><th>Trạng thái</th><th>Phí</th></tr></thead><tbody>
${now.filed.map((one) => `<tr><td>${inHtml(one.MaHoSo)}</td><td>${inHtml(one.ChuHoSo)}</td><td>${inHtml(one.TrangThaiHoSo)}</td><td>${one.ThongTinThanhToan?.TrangThaiThanhToan === '1' ? 'đã nộp' : '–'}</td></tr>`).join('\n')}
</tbody></table>
<h2>Đã nhận ${now.kept.length} hồ sơ <span lang="en">${now.kept.length} dossiers received, ${now.requests} requests</span></h2>
<table><thead><tr><th>Mã hồ sơ</th><th>Trạng thái</th><th>Tiến độ</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>
<p><a href="/__control/page">Tải lại</a> <span lang="en">Reload</span></p>
</main></body>
</html>
`;
}

function describes(a: Fault, b: Fault): boolean {
  const { times: _a, ...one } = a;
  const { times: _b, ...other } = b;
  return JSON.stringify(one) === JSON.stringify(other);
}

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
