/** The sentences of the `CREDENTIAL-…` failures. */
export const credentialCodes = {
  'CREDENTIAL-NAME-UNKNOWN': {
    vi: 'Trạm không dùng mật khẩu hay mã truy cập nào có tên này. Chưa có gì thay đổi. Xem các tên được dùng bằng lệnh tram credential list.',
    en: 'The station uses no password or access token of this name. Nothing has changed. tram credential list shows the names in use.',
    status: 404,
  },
  'CREDENTIAL-INVALID': {
    vi: 'Mật khẩu hoặc mã truy cập để trống hoặc có ký tự không dùng được. Giá trị cũ vẫn giữ nguyên. Kiểm tra rồi nhập lại.',
    en: 'The password or access token is empty or has characters that cannot be used. The old value stays. Check it and enter it again.',
    status: 422,
  },
} as const;
