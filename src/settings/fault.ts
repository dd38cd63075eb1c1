import { isCivilDate } from '../common/vietnam-time.ts';
import type { Words } from './schema.ts';

/** JSON Schema as far as the settings use it, with the annotations of `schema.ts`. */
export interface SettingSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly SettingSchema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: SettingSchema;
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly patternProperties?: Readonly<Record<string, SettingSchema>>;
  readonly words?: Words;
  readonly form?: Words;
}

/** What is wrong with a value, in the officers' words, and where: `/0/from` in a table, `` for the whole. */
export interface SettingFault extends Words {
  readonly at: string;
}

/** The first fault of a value, or null where it fits: the same judgement as the schema's own check, said in words. */
export function faultOf(schema: SettingSchema, value: unknown, at = ''): SettingFault | null {
  const wrong = (vi: string, en: string): SettingFault => ({ at, vi, en });
  if (schema.anyOf) {
    return schema.anyOf.some((one) => one.const === value)
      ? null
      : wrong('Chọn một giá trị trong danh sách.', 'Choose a value from the list.');
  }
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : wrong('Chọn Có hoặc Không.', 'Choose Yes or No.');
    case 'integer':
      return numberFits(schema, value) ? null : wrong(...numberWords(schema));
    case 'string':
      return textFault(schema, value, wrong);
    case 'array':
      return listFault(schema, value, at, wrong);
    case 'object':
      return objectFault(schema, value, at, wrong);
    default:
      throw new Error(`the settings know no type ${schema.type}`);
  }
}

type Wrong = (vi: string, en: string) => SettingFault;

function numberFits({ minimum = -Infinity, maximum = Infinity }: SettingSchema, value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
}

function numberWords({ minimum, maximum }: SettingSchema): [string, string] {
  if (maximum === undefined)
    return [`Nhập số nguyên từ ${minimum ?? 0} trở lên.`, `Enter a whole number from ${minimum ?? 0}.`];
  const [low, high] = [minimum ?? 0, maximum].map((limit) => String(limit).replaceAll(/\B(?=(\d{3})+$)/g, '.'));
  return [`Nhập số nguyên từ ${low} đến ${high}.`, `Enter a whole number from ${low} to ${high}.`];
}

function textFault(schema: SettingSchema, value: unknown, wrong: Wrong): SettingFault | null {
  const { minLength = 0, maxLength = Infinity, pattern, format, form } = schema;
  if (typeof value !== 'string') return wrong('Nhập chữ.', 'Enter a text.');
  const length = [...value].length;
  if (length < minLength) return wrong('Cần điền ô này.', 'This field is needed.');
  if (length > maxLength) {
    return wrong(`Dài quá ${maxLength} ký tự. Rút ngắn lại.`, `Longer than ${maxLength} characters. Shorten it.`);
  }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    if (!form) return wrong('Chưa đúng mẫu.', 'Not of the right form.');
    return wrong(`Chưa đúng mẫu. Cần ${form.vi}.`, `Not of the right form. It must be ${form.en}.`);
  }
  if (format === 'date' && !isCivilDate(value)) return wrong('Chọn một ngày có thật.', 'Choose a date that exists.');
  return null;
}

function listFault(schema: SettingSchema, value: unknown, at: string, wrong: Wrong): SettingFault | null {
  const { minItems = 0, maxItems = Infinity, items = {} } = schema;
  if (!Array.isArray(value)) return wrong('Nhập một danh sách.', 'Enter a list.');
  if (value.length < minItems) return wrong(`Cần ít nhất ${minItems} dòng.`, `At least ${minItems} lines are needed.`);
  if (value.length > maxItems) return wrong(`Nhiều nhất ${maxItems} dòng.`, `No more than ${maxItems} lines.`);
  if (schema.uniqueItems && new Set(value.map((item: unknown) => JSON.stringify(item))).size < value.length) {
    return wrong('Mỗi giá trị chỉ ghi một lần.', 'Each value stands only once.');
  }
  return firstOf(value.map((item: unknown, index) => () => faultOf(items, item, `${at}/${index}`)));
}

function objectFault(schema: SettingSchema, value: unknown, at: string, wrong: Wrong): SettingFault | null {
  const shape = wrong('Dòng này thiếu hoặc thừa nội dung.', 'This line has too little or too much in it.');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return shape;
  const fields = Object.entries(value);
  if (schema.patternProperties) {
    const [[pattern, each] = ['', {}]] = Object.entries(schema.patternProperties);
    if (fields.some(([name]) => !new RegExp(pattern, 'u').test(name))) {
      return wrong('Mỗi dòng cần TÊN=giá trị, tên viết in hoa.', 'Each line needs NAME=value, the name in capitals.');
    }
    return firstOf(
      fields.map(
        ([name, field]) =>
          () =>
            faultOf(each, field, `${at}/${name}`),
      ),
    );
  }
  const { properties = {} } = schema;
  if (fields.length !== Object.keys(properties).length || fields.some(([name]) => !Object.hasOwn(properties, name))) {
    return shape;
  }
  return firstOf(
    Object.entries(properties).map(([name, column]) => () => {
      return faultOf(column, (value as Record<string, unknown>)[name], `${at}/${name}`);
    }),
  );
}

function firstOf(checks: readonly (() => SettingFault | null)[]): SettingFault | null {
  for (const check of checks) {
    const fault = check();
    if (fault) return fault;
  }
  return null;
}
