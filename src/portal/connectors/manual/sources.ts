/** The steps of the portal's own module, in their order. */
export const MODULE_STEPS = ['reception', 'copy', 'register', 'return'] as const;

/** What the station can fill a field of the module with. */
export const FIELD_SOURCES = [
  'dossier-code',
  'procedure-code',
  'procedure-name',
  'requester-name',
  'requester-identity',
  'requester-phone',
  'requester-email',
  'title',
  'pages',
  'chargeable-pages',
  'fee',
  'register-number',
  'register-volume',
  'certified-date',
  'signer-name',
  'signer-title',
  'processing-unit',
  'file-name',
] as const;
export type FieldSource = (typeof FIELD_SOURCES)[number];
