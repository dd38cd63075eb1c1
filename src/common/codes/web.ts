/** The sentences of the `WEB-…` failures. */
export const webCodes = {
  'WEB-BODY-INVALID': {
    vi: 'Thông tin gửi lên chưa đúng mẫu. Xem lại các ô được đánh dấu.',
    en: 'The data sent does not fit the form. Check the marked fields.',
    status: 400,
  },
} as const;
