/** The sentences of the `COPY-…` failures. */
export const copyCodes = {
  'COPY-NOT-PDF': {
    vi: 'Tệp không phải PDF đọc được. Không có gì thay đổi.',
    en: 'The file is not a readable PDF. Nothing was changed.',
    status: 422,
  },
} as const;
