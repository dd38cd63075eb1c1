import type { SettingKey, Words } from './schema.ts';

/** What a key begins with: `scanner` of `scanner.resolution`. */
export type SettingGroup = SettingKey extends infer Key
  ? Key extends `${infer Start}.${string}`
    ? Start
    : never
  : never;

/** A group of settings: its title, and whether it is about devices, which the technician may change too. */
export interface GroupFacts {
  readonly title: Words;
  readonly technician: boolean;
}

const group = (vi: string, en: string, technician = false): GroupFacts => ({ title: { vi, en }, technician });

/**
 * The groups, in the order of the settings screen. What decides where personal data goes and whom the station trusts
 * (`portal`, `trust`) is the unit's own; the technician has what makes devices and this machine work.
 */
export const groups: Readonly<Record<SettingGroup, GroupFacts>> = {
  office: group('Cơ quan', 'Agency'),
  fee: group('Phí chứng thực', 'Fees'),
  register: group('Sổ chứng thực', 'Register'),
  attestation: group('Lời chứng', 'Attestation'),
  coding: group('Trang trong bản sao', 'Pages in the copy'),
  session: group('Phiên làm việc', 'Sessions'),
  screens: group('Màn hình', 'Screens'),
  portal: group('Gửi hồ sơ', 'Sending dossiers'),
  mapi: group('Gửi hồ sơ qua mapi', 'Sending over mapi'),
  dvcsync: group('Gửi hồ sơ qua DvcSync', 'Sending over DvcSync'),
  inbound: group('Hồ sơ và lịch hẹn từ Cổng', 'From the portal to the desk'),
  onestop: group('Hệ thống một cửa', 'One-stop system'),
  'hand-over': group('Gửi qua USB', 'By USB stick'),
  line: group('Đường truyền', 'The line', true),
  trust: group('Kiểm tra chữ ký', 'Checking signatures'),
  timestamp: group('Dấu thời gian', 'Time-stamps'),
  scanner: group('Máy quét', 'Scanners', true),
  token: group('Token', 'Tokens', true),
  http: group('Mạng', 'Network', true),
  disk: group('Ổ đĩa', 'Disk', true),
  backup: group('Sao lưu', 'Backups', true),
  retention: group('Lưu giữ', 'Retention'),
};

/** The group of a setting. */
export function groupOf(key: SettingKey): SettingGroup {
  return key.slice(0, key.indexOf('.')) as SettingGroup;
}
