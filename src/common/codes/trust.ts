/** The sentences of the `TRUST-…` failures: time-stamping, certificate status. */
export const trustCodes = {
  'TRUST-NO-ANSWER': {
    vi: 'Chưa liên lạc được với dịch vụ cấp dấu thời gian hoặc kiểm tra chứng thư số. Bản sao đã ký vẫn nguyên và có giá trị. Trạm tự thử lại khi có mạng.',
    en: 'The time-stamping or certificate-status service could not be reached. The signed copy is kept as it is and stands. The station tries again by itself when the line is up.',
    status: 503,
  },
  'TRUST-ANSWER-INVALID': {
    vi: 'Dịch vụ cấp dấu thời gian hoặc kiểm tra chứng thư số trả lời không đúng, nên trạm không dùng câu trả lời đó. Bản sao đã ký vẫn nguyên. Trạm sẽ hỏi lại; nếu lặp lại, báo kỹ thuật viên.',
    en: 'The answer of the time-stamping or certificate-status service is not right and was not used. The signed copy is kept as it is. The station asks again; if it repeats, tell the technician.',
    status: 502,
  },
  'TRUST-REFUSED': {
    vi: 'Dịch vụ cấp dấu thời gian từ chối cấp. Bản sao đã ký vẫn nguyên. Trạm sẽ hỏi lại; nếu lặp lại, báo kỹ thuật viên liên hệ nơi cung cấp dịch vụ.',
    en: 'The time-stamping service refused. The signed copy is kept as it is. The station asks again; if it repeats, have the technician contact the provider.',
    status: 502,
  },
  'TRUST-ADDRESS-NOT-ALLOWED': {
    vi: 'Địa chỉ dịch vụ ghi trong chứng thư số không được phép gọi tới. Trạm chưa gửi gì đi; bản sao đã ký vẫn nguyên. Báo kỹ thuật viên kiểm tra các địa chỉ trong cài đặt.',
    en: 'The service address named in a certificate or redirect may not be called. Nothing was sent and the signed copy is kept as it is. Ask the technician to check the addresses in the settings.',
    status: 422,
  },
  'TRUST-STATUS-UNKNOWN': {
    vi: 'Chưa kiểm tra được trạng thái thu hồi của chứng thư số. Bản sao đã ký vẫn nguyên. Trạm sẽ hỏi lại khi có mạng.',
    en: 'Whether a certificate was revoked could not be checked yet. The signed copy is kept as it is. The station asks again when the line is up.',
    status: 503,
  },
} as const;
