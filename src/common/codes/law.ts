/** The sentences of the `LAW-…` failures. */
export const lawCodes = {
  'LAW-TRANSITION': {
    vi: 'Bước này không thực hiện được ở trạng thái hiện tại của giấy tờ. Tải lại hồ sơ để xem bước tiếp theo.',
    en: 'This step is not possible in the present state of the original. Reload the dossier to see the next step.',
    status: 409,
  },
} as const;
