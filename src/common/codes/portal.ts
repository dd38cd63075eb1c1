/** The sentences of the `PORTAL-…` failures. */
export const portalCodes = {
  'PORTAL-UNREACHABLE': {
    vi: 'Chưa kết nối được với hệ thống một cửa. Hồ sơ đã lưu và sẽ tự gửi khi có mạng.',
    en: 'The one-stop system cannot be reached. The dossier is kept and will be sent by itself when the line is back.',
    status: 503,
  },
} as const;
