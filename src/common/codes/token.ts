/** The sentences of the `TOKEN-…` failures. */
export const tokenCodes = {
  'TOKEN-PIN-INCORRECT': {
    vi: 'Mã PIN không đúng. Kiểm tra lại trước khi nhập lần nữa.',
    en: 'The PIN is wrong. Check it before entering it again.',
    status: 409,
  },
} as const;
