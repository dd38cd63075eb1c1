/** The conclusions of ETSI EN 319 102-1 §5.1. */
export type Indication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED';

interface Words {
  readonly indication: Indication;
  /** The sub-indication (table 5 of the standard); null when passed. */
  readonly sub: string | null;
  readonly vi: string;
  readonly en: string;
}

/** Why a signature, or a whole file, is judged as it is: the conclusion and one sentence for a person. */
export const reasons = {
  passed: {
    indication: 'TOTAL-PASSED',
    sub: null,
    vi: 'Chữ ký số hợp lệ: nội dung không đổi từ khi ký, chứng thư số còn hiệu lực và tin cậy được.',
    en: 'The signature is valid: nothing changed since, and the certificate was valid and trusted.',
  },
  'no-signature': {
    indication: 'INDETERMINATE',
    sub: 'SIGNED_DATA_NOT_FOUND',
    vi: 'Tệp này không có chữ ký số.',
    en: 'This file has no digital signature.',
  },
  'not-a-pdf': {
    indication: 'TOTAL-FAILED',
    sub: 'FORMAT_FAILURE',
    vi: 'Tệp này không phải tệp PDF.',
    en: 'This file is not a PDF.',
  },
  malformed: {
    indication: 'TOTAL-FAILED',
    sub: 'FORMAT_FAILURE',
    vi: 'Cấu trúc tệp PDF sai, thiếu hoặc có phần thừa nên không thể coi chữ ký số là hợp lệ.',
    en: 'The PDF is broken, cut short or holds stray bytes, so no signature in it can be taken as valid.',
  },
  encrypted: {
    indication: 'INDETERMINATE',
    sub: 'GENERIC',
    vi: 'Tệp PDF được đặt mật khẩu nên chưa kiểm tra được chữ ký số.',
    en: 'The PDF is encrypted; its signatures could not be checked.',
  },
  'too-large': {
    indication: 'INDETERMINATE',
    sub: 'GENERIC',
    vi: 'Tệp quá lớn hoặc quá phức tạp nên chưa kiểm tra được chữ ký số.',
    en: 'The file is too large or too complex; its signatures could not be checked.',
  },
  'gave-up': {
    indication: 'INDETERMINATE',
    sub: 'GENERIC',
    vi: 'Việc kiểm tra tệp này vượt quá thời gian hoặc bộ nhớ cho phép nên đã dừng; chưa kết luận được.',
    en: 'Checking this file took more time or memory than allowed and was stopped; nothing is concluded.',
  },
  format: {
    indication: 'TOTAL-FAILED',
    sub: 'FORMAT_FAILURE',
    vi: 'Chữ ký số không đúng dạng nên không thể coi là hợp lệ.',
    en: 'The signature does not have the prescribed form and cannot be taken as valid.',
  },
  coverage: {
    indication: 'TOTAL-FAILED',
    sub: 'FORMAT_FAILURE',
    vi: 'Chữ ký số không bao trùm toàn bộ nội dung tệp tại thời điểm ký.',
    en: 'The signature does not cover the whole file as it was when signed.',
  },
  'changed-after': {
    indication: 'TOTAL-FAILED',
    sub: 'FORMAT_FAILURE',
    vi: 'Sau khi ký, tệp đã bị thêm hoặc thay nội dung không được phép.',
    en: 'After signing, something was added or changed that is not allowed.',
  },
  hash: {
    indication: 'TOTAL-FAILED',
    sub: 'HASH_FAILURE',
    vi: 'Nội dung tệp đã bị thay đổi sau khi ký.',
    en: 'The content was changed after it was signed.',
  },
  crypto: {
    indication: 'TOTAL-FAILED',
    sub: 'SIG_CRYPTO_FAILURE',
    vi: 'Chữ ký số không khớp với chứng thư số của người ký.',
    en: 'The signature does not match the signer’s certificate.',
  },
  'no-seal': {
    indication: 'INDETERMINATE',
    sub: 'SIG_CONSTRAINTS_FAILURE',
    vi: 'Bản sao chứng thực này chưa có chữ ký cơ quan (đóng dấu) nên chưa có giá trị sử dụng.',
    en: 'This certified copy has no agency signature (seal) yet, so it cannot be used.',
  },
  stray: {
    indication: 'INDETERMINATE',
    sub: 'GENERIC',
    vi: 'Chữ ký số kèm theo dữ liệu lạ hoặc hỏng mà không ai ký, nên chưa thể coi là hợp lệ.',
    en: 'The signature carries unsigned data that is damaged or belongs to nothing, so it is not taken as valid.',
  },
  'signature-timestamp': {
    indication: 'INDETERMINATE',
    sub: 'GENERIC',
    vi: 'Dấu thời gian trên chữ ký không đúng hoặc không thuộc danh sách tin cậy, nên chưa thể coi chữ ký là hợp lệ.',
    en: 'The timestamp on the signature is wrong or not trusted, so the signature is not taken as valid.',
  },
  'certificate-not-named': {
    indication: 'INDETERMINATE',
    sub: 'SIG_CONSTRAINTS_FAILURE',
    vi: 'Chữ ký số không ghi đúng chứng thư số đã dùng để ký theo quy định.',
    en: 'The signature does not name its signing certificate as prescribed.',
  },
  'no-certificate': {
    indication: 'INDETERMINATE',
    sub: 'NO_SIGNING_CERTIFICATE_FOUND',
    vi: 'Không tìm thấy chứng thư số của người ký nên chưa kiểm tra được chữ ký số.',
    en: 'The signer’s certificate was not found; the signature could not be checked.',
  },
  weak: {
    indication: 'INDETERMINATE',
    sub: 'CRYPTO_CONSTRAINTS_FAILURE',
    vi: 'Chữ ký số dùng thuật toán hoặc khóa không còn đủ an toàn.',
    en: 'The signature uses an algorithm or key that is no longer secure enough.',
  },
  untrusted: {
    indication: 'INDETERMINATE',
    sub: 'NO_CERTIFICATE_CHAIN_FOUND',
    vi: 'Chứng thư số của người ký không thuộc danh sách tin cậy đã khai báo.',
    en: 'The signer’s certificate does not lead to a trusted authority of the list.',
  },
  usage: {
    indication: 'INDETERMINATE',
    sub: 'CHAIN_CONSTRAINTS_FAILURE',
    vi: 'Chứng thư số không được cấp để ký văn bản.',
    en: 'The certificate, or one above it, was not issued for this use.',
  },
  expired: {
    indication: 'TOTAL-FAILED',
    sub: 'EXPIRED',
    vi: 'Chứng thư số đã hết hạn tại thời điểm ký.',
    en: 'The certificate had expired when the signature was made.',
  },
  'expired-unproven': {
    indication: 'INDETERMINATE',
    sub: 'OUT_OF_BOUNDS_NO_POE',
    vi: 'Chứng thư số đã hết hạn và không có dấu thời gian chứng minh rằng đã ký khi còn hạn.',
    en: 'The certificate has expired and no timestamp proves that it was still valid when signing.',
  },
  'not-yet-valid': {
    indication: 'INDETERMINATE',
    sub: 'OUT_OF_BOUNDS_NO_POE',
    vi: 'Chứng thư số chưa có hiệu lực tại thời điểm được kiểm tra.',
    en: 'The certificate was not valid yet at the time for which it is checked.',
  },
  revoked: {
    indication: 'TOTAL-FAILED',
    sub: 'REVOKED',
    vi: 'Chứng thư số đã bị thu hồi trước khi ký.',
    en: 'The certificate had been revoked before the signature was made.',
  },
  'revoked-unproven': {
    indication: 'INDETERMINATE',
    sub: 'REVOKED_NO_POE',
    vi: 'Chứng thư số đã bị thu hồi và không có dấu thời gian chứng minh rằng đã ký trước đó.',
    en: 'The certificate is revoked and no timestamp proves that the signature was made before.',
  },
  'authority-revoked': {
    indication: 'INDETERMINATE',
    sub: 'REVOKED_CA_NO_POE',
    vi: 'Chứng thư số của cơ quan cấp đã bị thu hồi.',
    en: 'The certificate of an issuing authority is revoked.',
  },
  'revocation-unknown': {
    indication: 'INDETERMINATE',
    sub: 'TRY_LATER',
    vi: 'Nội dung không đổi từ khi ký, nhưng chưa kiểm tra được trạng thái thu hồi của chứng thư số.',
    en: 'Nothing changed since signing, but whether the certificate was revoked could not be checked.',
  },
  'timestamp-order': {
    indication: 'INDETERMINATE',
    sub: 'TIMESTAMP_ORDER_FAILURE',
    vi: 'Thứ tự các dấu thời gian không hợp lý.',
    en: 'The timestamps contradict each other in their order.',
  },
  'later-signature-unknown': {
    indication: 'INDETERMINATE',
    sub: 'GENERIC',
    vi: 'Sau chữ ký này có thêm một chữ ký nhìn thấy được mà chưa xác nhận được là hợp lệ.',
    en: 'A later signature that shows on a page could not be confirmed as valid.',
  },
} as const satisfies Record<string, Words>;

export type Reason = keyof typeof reasons;
