/** The sentences of the `SLIP-…` failures. */
export const slipCodes = {
  'SLIP-NOT-DUE': {
    vi: 'Giấy tờ này hiện không ở bước cần phiếu đó, nên chưa in được. Hồ sơ không thay đổi. Mở lại hồ sơ để xem giấy tờ đang ở bước nào.',
    en: 'The original is not at a step that calls for this slip, so there is none to print. Nothing was changed; open the dossier to see where the original is.',
    status: 409,
  },
  'SLIP-BOOK-TOO-LONG': {
    vi: 'Tháng này có quá nhiều số để dựng một tệp PDF. Sổ không thay đổi. Bấm In để in từ trình duyệt, hoặc tải bảng CSV của tháng.',
    en: 'The month has too many numbers for one PDF file. The register is unchanged; press Print to print by the browser, or download the month as CSV.',
    status: 409,
  },
  'SLIP-NOTHING-LISTED': {
    vi: 'Hồ sơ chưa có giấy tờ nào để ghi vào phiếu này. Hồ sơ không thay đổi. Thêm giấy tờ vào hồ sơ rồi in.',
    en: 'The dossier has no original to list on this slip. Nothing was changed; add an original to the dossier, then print.',
    status: 409,
  },
} as const;
