/** The sentences of the `SCAN-…` failures. */
export const scanCodes = {
  'SCAN-JAM': {
    vi: 'Kẹt giấy. Các trang trước đã lưu. Gỡ giấy rồi bấm Quét tiếp.',
    en: 'Paper jam. The pages before it are kept. Remove the paper, then press Continue scanning.',
    status: 409,
  },
} as const;
