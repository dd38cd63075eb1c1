import type { SettingSchema } from './fault.ts';
import { type GroupFacts, groups } from './groups.ts';
import { definitions, type SettingDefinition } from './schema.ts';

/** The documentation of the settings, from the table of the settings alone: Markdown in Vietnamese. */
export function settingsDocument(): string {
  const parts = Object.entries(groups).map(([name, facts]) => groupPart(name, facts));
  return `${intro}\n\n${parts.join('\n\n')}\n`;
}

const intro = `# Cài đặt của trạm

Trang này được tạo từ bảng cài đặt trong \`src/settings/table/\` bằng \`node tests/docs/settings.ts\`; đừng sửa tay.

Quản trị đơn vị đổi cài đặt tại _Quản trị đơn vị → Cài đặt_ (\`/quan-tri/cai-dat\`); các nhóm ghi “kỹ thuật viên” thì kỹ thuật viên cũng đổi được. Giá trị sai bị từ chối và giá trị cũ vẫn giữ nguyên. Mỗi lần đổi đều ghi nhật ký: ai, lúc nào, cài đặt nào; nội dung chữ chỉ ghi mã băm.`;

function groupPart(name: string, { title, technician }: GroupFacts): string {
  const own = Object.entries(definitions).filter(([key]) => key.startsWith(`${name}.`));
  const who = technician ? 'Quản trị đơn vị, kỹ thuật viên.' : 'Quản trị đơn vị.';
  return [`## ${title.vi}`, '', who, ...own.map(([key, definition]) => settingPart(key, definition))].join('\n');
}

function settingPart(
  key: string,
  { title, reason, schema, unit, default: fallback, restart }: SettingDefinition,
): string {
  const facts = [
    `- Giá trị: ${valueWords(schema as SettingSchema)}${unit === undefined ? '' : ` (${unit})`}`,
    `- Mặc định: ${defaultWords(fallback)}`,
    ...(restart ? ['- Cần khởi động lại trạm để có hiệu lực.'] : []),
  ];
  return ['', `### ${title.vi} – \`${key}\``, '', reason.vi, '', ...facts].join('\n');
}

function valueWords(schema: SettingSchema): string {
  if (schema.anyOf) return schema.anyOf.map((one) => `\`${String(one.const)}\` (${one.words?.vi ?? ''})`).join(', ');
  switch (schema.type) {
    case 'boolean':
      return 'có hoặc không';
    case 'integer':
      return schema.maximum === undefined
        ? `số nguyên từ ${schema.minimum ?? 0}`
        : `số nguyên từ ${schema.minimum ?? 0} đến ${schema.maximum}`;
    case 'array':
      return schema.items?.properties
        ? `bảng gồm các cột: ${columnWords(schema.items)}`
        : 'danh sách, mỗi dòng một giá trị';
    default:
      return schema.form
        ? schema.form.vi
        : schema.format === 'date'
          ? 'ngày'
          : `chữ, nhiều nhất ${schema.maxLength ?? 0} ký tự`;
  }
}

function columnWords({ properties = {} }: SettingSchema): string {
  return Object.entries(properties)
    .map(([name, column]) => `${column.words?.vi ?? name} (\`${name}\`)`)
    .join('; ');
}

function defaultWords(value: unknown): string {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return 'trống';
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
