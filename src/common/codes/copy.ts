/** The sentences of the `COPY-…` failures. */
export const copyCodes = {
  'COPY-NOT-PDF': {
    vi: 'Tệp này không phải tệp PDF đọc được. Chưa có gì thay đổi. Chọn lại đúng tệp bản sao điện tử.',
    en: 'The file is not a readable PDF. Nothing was changed; choose the right file of the electronic copy.',
    status: 422,
  },
  'COPY-FORM-UNKNOWN': {
    vi: 'Tệp này không đúng dạng bản sao do trạm tạo ra, hoặc đã bị phần mềm khác ghi lại. Không dùng tệp này; lấy lại bản lưu trên trạm.',
    en: 'The file is not in the form that the station writes, or another program has rewritten it. Do not use it; take the station’s own copy again.',
    status: 422,
  },
  'COPY-BYTES-UNACCOUNTED': {
    vi: 'Tệp có phần dữ liệu không thuộc bản sao đã ký. Không dùng tệp này; lấy lại bản lưu trên trạm.',
    en: 'The file holds bytes that do not belong to the signed copy. Do not use it; take the station’s own copy again.',
    status: 422,
  },
  'COPY-REVISION-NOT-ALLOWED': {
    vi: 'Sau khi ký, tệp đã bị thêm hoặc thay nội dung ngoài hai chữ ký theo quy định. Không dùng tệp này; lấy lại bản lưu trên trạm.',
    en: 'Something other than the two prescribed signatures was added or changed after signing. Do not use the file; take the station’s own copy again.',
    status: 422,
  },
  'COPY-SIGNATURE-MISSING': {
    vi: 'Bản sao chưa đủ hai chữ ký số theo quy định (của người ký bản sao và của cơ quan). Hoàn tất bước còn thiếu trước khi phát hành.',
    en: 'The copy lacks a prescribed signature (the signer’s or the agency seal’s). Complete the missing step before issuing it.',
    status: 409,
  },
  'COPY-SIGNATURE-INVALID': {
    vi: 'Chữ ký số không đúng với nội dung tệp. Không dùng tệp này; báo kỹ thuật viên và ký lại từ hồ sơ trên trạm.',
    en: 'A digital signature does not match the file. Do not use it; tell the technician and sign again from the dossier on the station.',
    status: 422,
  },
  'COPY-SIGNER-UNEXPECTED': {
    vi: 'Chữ ký số không phải của người hoặc cơ quan được giao ký bản sao này. Bản sao chưa phát hành. Kiểm tra lại token đang cắm.',
    en: 'The digital signature is not of the person or agency charged with signing this copy. The copy is not issued. Check which token is plugged in.',
    status: 409,
  },
  'COPY-CHAIN-UNTRUSTED': {
    vi: 'Chứng thư số không nối được tới chứng thư gốc đã khai báo trên trạm. Bản sao chưa phát hành. Báo kỹ thuật viên kiểm tra chứng thư gốc.',
    en: 'The certificate does not lead to a root authority known to the station. Ask the technician to check the root certificates.',
    status: 422,
  },
  'COPY-CERTIFICATE-EXPIRED': {
    vi: 'Chứng thư số đã hết hạn hoặc chưa tới ngày có hiệu lực. Hồ sơ vẫn nguyên. Liên hệ đơn vị cấp chứng thư số để gia hạn trước khi ký.',
    en: 'The certificate has expired or is not valid yet. Have its issuer renew it before signing.',
    status: 409,
  },
  'COPY-CERTIFICATE-UNSUITABLE': {
    vi: 'Chứng thư số không đọc được hoặc không dùng để ký văn bản được. Cắm đúng token; nếu vẫn vậy, báo kỹ thuật viên.',
    en: 'The certificate cannot be read or may not be used to sign documents. Plug in the right token; if it stays, tell the technician.',
    status: 409,
  },
  'COPY-CERTIFICATE-REVOKED': {
    vi: 'Chứng thư số đã bị thu hồi trước khi ký. Không dùng bản sao này; hồ sơ và các trang đã quét vẫn còn. Báo quản trị đơn vị và ký lại bằng chứng thư số còn hiệu lực.',
    en: 'A certificate had been revoked before it signed. Do not use this copy; the dossier and its scans are kept. Tell the unit admin and sign again with a valid certificate.',
    status: 422,
  },
  'COPY-TIMESTAMP-INVALID': {
    vi: 'Dấu thời gian trong tệp không đúng hoặc không do tổ chức được tin cậy cấp. Không dùng tệp này; lấy lại bản lưu trên trạm.',
    en: 'A time-stamp in the file is wrong, or no trusted authority made it. Do not use the file; take the station’s own copy again.',
    status: 422,
  },
  'COPY-CONTENTS-TOO-SMALL': {
    vi: 'Chữ ký số kèm chứng thư lớn hơn chỗ dành sẵn trong tệp. Tệp chưa thay đổi. Báo kỹ thuật viên kiểm tra các chứng thư lưu trong token.',
    en: 'The signature with its certificates is larger than the place kept for it. The file was not changed. Ask the technician to check the certificates on the token.',
    status: 422,
  },
  'COPY-IMAGE-INVALID': {
    vi: 'Ảnh trang quét hoặc ảnh chữ ký, con dấu không dùng được. Chưa ký gì, các ảnh khác vẫn còn. Quét lại giấy tờ, hoặc báo kỹ thuật viên thay ảnh chữ ký, con dấu.',
    en: 'A page image, or the image of a signature or seal, cannot be used. Nothing was signed and the other images are kept. Scan the original again, or ask the technician to replace the image of the signature or seal.',
    status: 422,
  },
  'COPY-PAGE-INVALID': {
    vi: 'Trang có kích thước hoặc độ phân giải không phù hợp (cần từ 200 dpi), hoặc số trang không hợp lệ. Các trang đã quét vẫn còn. Kiểm tra rồi quét lại giấy tờ.',
    en: 'A page has an unsuitable size or resolution (at least 200 dpi is needed), or the number of pages is wrong. The scanned pages are kept. Check, then scan the original again.',
    status: 422,
  },
  'COPY-TOO-LARGE': {
    vi: 'Bản sao quá lớn để tạo thành một tệp. Các trang đã quét vẫn còn, chưa trình ký gì. Đề nghị quản trị đơn vị cho dùng kiểu nén Gọn, hoặc quét lại ở 200 dpi; giấy tờ gồm nhiều quyển rời thì tiếp nhận từng quyển.',
    en: 'The copy is too large for one file. The scans are kept and nothing was submitted. Ask the unit admin to allow the Compact coding, or scan again at 200 dpi; of an original in several volumes take in each volume by itself.',
    status: 422,
  },
  'COPY-SIZE-UNKNOWN': {
    vi: 'Trạm còn đang nén các trang nên chưa biết bản sao có vừa một tệp hay không. Các trang đã quét vẫn còn. Chờ ít phút rồi bấm Trình ký lại.',
    en: 'The station is still coding the pages, so it does not know yet whether the copy fits one file. The scans are kept. Wait a few minutes and submit again.',
    status: 409,
  },
  'COPY-TEXT-UNSUPPORTED': {
    vi: 'Lời chứng có ký tự không in được (ví dụ biểu tượng). Chưa có gì được ký. Sửa lại nội dung rồi làm lại.',
    en: 'The attestation holds a character that cannot be printed (an emoji, say). Correct the text and try again; nothing was signed.',
    status: 422,
  },
  'COPY-ATTESTATION-TOO-LONG': {
    vi: 'Lời chứng dài quá một trang. Chưa có gì được ký. Đề nghị quản trị đơn vị rút gọn nội dung rồi làm lại.',
    en: 'The attestation does not fit one page. Shorten it and try again; nothing was signed.',
    status: 422,
  },
  'COPY-FONT-MISSING': {
    vi: 'Máy thiếu phông chữ để in lời chứng. Báo kỹ thuật viên cài gói phông chữ Liberation; hồ sơ vẫn còn nguyên.',
    en: 'The font of the attestation is missing on this machine. Ask the technician to install the Liberation fonts; the dossier is kept as it is.',
    status: 500,
  },
} as const;
