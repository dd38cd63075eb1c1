/** The texts of the choice whether the receiving side has a dossier. */
export const presenceVi = {
  'presence.again': 'Chưa có, gửi lại',
  'presence.again-one': 'Chưa có, gửi lại: hồ sơ {code}',
  'presence.there': 'Bên đó đã có',
  'presence.there-one': 'Bên đó đã có: hồ sơ {code}',
  'presence.done': 'Đã ghi nhận. Phần thay đổi của hồ sơ sẽ gửi dưới dạng cập nhật.',
} as const;
