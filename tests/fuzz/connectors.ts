/** What servers say to the connectors beyond the answers of every day. */
import { readAccount } from '../../src/portal/connectors/dossier-services/inbound-wire.ts';
import { readDossierNames, readFile } from '../../src/portal/connectors/dvcsync/answer.ts';
import { readLogin } from '../../src/portal/connectors/mapi/session.ts';
import { linkOf } from '../../src/portal/documents/links.ts';
import { parseRetryAfter } from '../../src/portal/http.ts';
import { type Fuzzed, ofText } from './fuzzed.ts';

const names = [
  '{"IdTepTin":"f-1","HashTepTin":"ab12","idHoSo":12,"maHoSo":"H99.14-1"}',
  '[{"IdTepTin":7,"HashTepTin":""}]',
];
const logins = [
  '{"error_code":0,"message":"Thành công","session":"s-1"}',
  '{"error_code":"1","message":"Sai mật khẩu","session":null}',
];
const links = [
  '{"url":"https://gateway.example/c/1","expiresAt":1763690707000,"fetchedAt":null,"removedAt":null,"fetches":[{"at":1,"caller":"a","bytes":3,"whole":true}]}',
];
const accounts = ['[{"TECHNICALID":"0a1B-2"},{"TECHNICALID":"0a1B-2"}]', '[]'];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function connectorParsers(): Fuzzed[] {
  return [
    ofText('names that the portal gives', names, (input) => {
      const file = readFile(parsed(input));
      const { id, code } = readDossierNames(parsed(input));
      return [file?.id, file?.hash, id, code].every((one) => one === undefined || one.length <= 200);
    }),
    ofText('login of the mapi', logins, (input) => {
      const login = readLogin(input);
      return !('session' in login) || (login.session !== '' && login.session.length <= 4000);
    }),
    ofText('link of the gateway', links, (input) => {
      const url = linkOf(input)?.url;
      return url === undefined || url === null || /^https?:\/\/[\x21-\x7e]+$/.test(url);
    }),
    ofText('account of a citizen', accounts, (input) => {
      const account = readAccount(parsed(input));
      return account === undefined || account === null || /^[0-9A-Za-z-]{1,60}$/.test(account);
    }),
    ofText('time to try again', ['120', 'Sun, 22 Nov 2026 08:00:00 GMT'], (input) => {
      const wait = parseRetryAfter(input, Date.UTC(2026, 10, 22));
      return wait === undefined || (Number.isFinite(wait) && wait >= 0);
    }),
  ];
}
