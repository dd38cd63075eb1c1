/** The sentences of the `LAW-…` failures. */
export const lawCodes = {
  'LAW-CALENDAR-INVALID': {
    vi: 'Lịch làm việc có ngày chưa đúng, hoặc một ngày vừa là ngày nghỉ vừa là ngày làm bù. Lịch đang áp dụng không thay đổi; sửa ngày được nêu rồi lưu lại.',
    en: 'The calendar has an entry that is not valid, or a day that is both a holiday and a working day. The calendar in force is unchanged; correct the entry named and save again.',
    status: 422,
  },
  'LAW-CALENDAR-NO-WORKING-DAY': {
    vi: 'Lịch làm việc không có ngày làm việc nào trong hai tháng tới nên chưa tính được thời hạn trả kết quả. Đề nghị quản trị đơn vị kiểm tra danh sách ngày nghỉ.',
    en: 'The calendar has no working day within two months, so the due time cannot be worked out. Ask the unit admin to check the list of holidays.',
    status: 409,
  },
  'LAW-CERTIFICATE-TAKEN': {
    vi: 'Chứng thư số cá nhân này đã gắn với một cán bộ khác nên chưa lưu. Danh sách cán bộ giữ nguyên. Cắm token của đúng người rồi chọn lại.',
    en: 'This personal certificate is bound to another officer, so nothing was saved. Plug in the token of the right person and choose again.',
    status: 409,
  },
  'LAW-CHECKLIST-INCOMPLETE': {
    vi: 'Còn nội dung kiểm tra chưa được đánh dấu nên chưa ghi nhận đối chiếu. Kiểm tra các dòng còn lại, hoặc chọn Từ chối với căn cứ tương ứng.',
    en: 'Some checks are not ticked, so the comparison was not recorded. Check the remaining lines, or choose Refuse with the matching ground.',
    status: 409,
  },
  'LAW-CHECKLIST-UNNAMED': {
    vi: 'Chưa rõ cán bộ nào đã đối chiếu nên chưa ghi nhận. Đăng nhập bằng tài khoản có đủ họ tên rồi đối chiếu lại.',
    en: 'It is not clear which officer compared, so nothing was recorded. Sign in with an account that has a full name, then compare again.',
    status: 422,
  },
  'LAW-DOSSIER-CLOSED': {
    vi: 'Hồ sơ này đã xử lý xong nên không thêm giấy tờ và không gia hạn được nữa. Tiếp nhận giấy tờ mới trong một hồ sơ mới.',
    en: 'This dossier is finished, so nothing can be added to it and its due time stays. Receive a new original in a new dossier.',
    status: 409,
  },
  'LAW-DOSSIER-COUNTER': {
    vi: 'Bộ đếm mã hồ sơ không đúng nên chưa tạo được hồ sơ. Các hồ sơ đã có vẫn an toàn; báo kỹ thuật viên.',
    en: 'The counter of dossier codes is not right, so no dossier was made. The dossiers there are safe; tell the technician.',
    status: 500,
  },
  'LAW-DOSSIER-PREFIX': {
    vi: 'Mã định danh của đơn vị chưa đúng mẫu nên chưa tạo được mã hồ sơ. Đề nghị quản trị đơn vị kiểm tra, ví dụ H56.14.',
    en: "The unit's identification code is not of the right form, so no dossier code was made. Ask the unit admin to check it, for example H56.14.",
    status: 422,
  },
  'LAW-EXTENSION-AGREEMENT': {
    vi: 'Gia hạn quá 02 ngày làm việc cần có thỏa thuận bằng văn bản với người yêu cầu chứng thực. Nhập số văn bản thỏa thuận, hoặc chọn thời gian ngắn hơn.',
    en: 'More than 2 further working days need a written agreement with the requester. Enter its reference, or choose a shorter time.',
    status: 422,
  },
  'LAW-EXTENSION-INVALID': {
    vi: 'Thời gian gia hạn chưa đúng. Thời hạn trả kết quả không thay đổi. Chọn số ngày từ 1, hoặc một ngày làm việc sau thời hạn thông thường.',
    en: 'The extension is not valid. Choose at least 1 day, or a working day after the ordinary due day.',
    status: 422,
  },
  'LAW-FEE-COPIES': {
    vi: 'Số bản phải từ 1 đến 999. Nhập lại số bản mà người yêu cầu cần.',
    en: 'The number of copies must be from 1 to 999. Enter how many the requester asks for.',
    status: 422,
  },
  'LAW-FEE-NO-RATE': {
    vi: 'Biểu phí không có mức thu áp dụng cho ngày tiếp nhận nên chưa tính được phí. Đề nghị quản trị đơn vị kiểm tra biểu phí và ngày của máy.',
    en: 'The fee table has no rate for the day of reception, so the fee cannot be worked out. Ask the unit admin to check the table and the date.',
    status: 409,
  },
  'LAW-FEE-TABLE': {
    vi: 'Biểu phí chưa dùng được: mỗi dòng cần ngày có thật, xếp từ cũ đến mới, và số tiền nguyên không âm. Biểu phí đang áp dụng không thay đổi.',
    en: 'The fee table cannot be used: each row needs a real date, later than the one before, and whole amounts not below zero. The table in force is unchanged.',
    status: 422,
  },
  'LAW-IMAGE-DATE': {
    vi: 'Hình ảnh không thể có hiệu lực từ một ngày đã qua nên chưa lưu. Hình đang dùng giữ nguyên. Chọn hôm nay hoặc ngày sau.',
    en: 'An image cannot be in force from a day that is past, so it was not saved. The image in use stays. Choose today or a later day.',
    status: 422,
  },
  'LAW-NAME-CHARACTERS': {
    vi: 'Họ tên có ký tự không dùng trong tên người. Chỉ dùng chữ cái, dấu cách, dấu nháy, gạch nối và dấu chấm.',
    en: "The name has characters that no person's name has. Use only letters, spaces, apostrophes, hyphens and full stops.",
    status: 422,
  },
  'LAW-NAME-EMPTY': {
    vi: 'Chưa nhập họ tên. Nhập họ tên như trên giấy tờ của người yêu cầu.',
    en: "The name is missing. Enter it as on the requester's papers.",
    status: 422,
  },
  'LAW-NAME-TOO-LONG': {
    vi: 'Họ tên dài quá 200 ký tự. Kiểm tra lại, có thể đã dán nhầm nội dung khác.',
    en: 'The name is longer than 200 characters. Check it: something else may have been pasted.',
    status: 422,
  },
  'LAW-OFFICER-NO-DECISION': {
    vi: 'Phân công của bạn chưa có số quyết định nên chưa thực hiện được bước này. Đề nghị quản trị đơn vị nhập số quyết định.',
    en: 'Your assignment has no decision number yet, so this step is not possible. Ask the unit admin to enter it.',
    status: 403,
  },
  'LAW-OFFICER-NOT-IN-OFFICE': {
    vi: 'Hôm nay không nằm trong thời hạn phân công của bạn. Đề nghị người đang được phân công thực hiện, hoặc báo quản trị đơn vị cập nhật quyết định.',
    en: 'Today is outside the dates of your assignment. Ask a colleague who is assigned today, or tell the unit admin to update the decision.',
    status: 403,
  },
  'LAW-PAGES-ARRANGEMENT': {
    vi: 'Cách xếp trang gửi lên có trang lạ hoặc trang lặp lại nên chưa lưu. Các trang đã quét và cách xếp trước vẫn nguyên. Tải lại rồi xếp lại.',
    en: 'The arrangement names an unknown page or a page twice, so it was not saved. The scanned pages and the arrangement before are unchanged. Reload, then arrange again.',
    status: 422,
  },
  'LAW-PAGES-MISSING': {
    vi: 'Giấy tờ chưa có trang nào được quét nên chưa đối chiếu được. Quét các trang rồi đối chiếu.',
    en: 'This original has no scanned page yet, so it cannot be compared. Scan its pages first.',
    status: 409,
  },
  'LAW-PAGES-NONE-LEFT': {
    vi: 'Bản sao phải còn ít nhất một trang nên chưa lưu. Các trang đã quét và cách xếp trước vẫn nguyên. Muốn thay tất cả thì chọn Quét lại từ đầu.',
    en: 'A copy must keep at least one page, so this was not saved. The scanned pages and the arrangement before are unchanged. To change all of them, scan again from the start.',
    status: 422,
  },
  'LAW-PAGES-RANGE': {
    vi: 'Số trang tính phí phải từ 1 đến 999. Đếm lại các trang có thông tin của bản chính rồi nhập lại.',
    en: 'The number of chargeable pages must be from 1 to 999. Count the pages of the original that bear information and enter it again.',
    status: 422,
  },
  'LAW-PERMISSION-NEEDS-BOTH': {
    vi: 'Văn bản cho phép này chỉ dành cho người vừa tạo bản sao vừa giữ dấu nên chưa lưu. Phân công đủ hai việc cho cán bộ trước.',
    en: 'This permission is only for somebody who both creates copies and keeps the seal, so it was not saved. Assign both roles to the officer first.',
    status: 409,
  },
  'LAW-REFUSAL-GROUND': {
    vi: 'Căn cứ từ chối này không có trong danh sách theo quy định. Chưa có gì thay đổi. Chọn một căn cứ trong danh sách.',
    en: 'This ground of refusal is not on the list that the law gives. Choose one from the list.',
    status: 422,
  },
  'LAW-REGISTER-INCONSISTENT': {
    vi: 'Quyển sổ đang mở không khớp với số đã cấp gần nhất nên chưa cấp số mới. Các số đã cấp vẫn an toàn; báo quản trị đơn vị kiểm tra sổ.',
    en: 'The open volume does not fit the last number given, so no new number was given. The numbers given are safe; ask the unit admin to check the register.',
    status: 409,
  },
  'LAW-REGISTER-NO-OPEN-VOLUME': {
    vi: 'Sổ chứng thực năm nay không có quyển nào đang mở nên chưa cấp được số. Đề nghị văn thư hoặc quản trị đơn vị mở quyển tiếp theo rồi làm lại bước này.',
    en: 'No volume of this year’s register is open, so no number was given. Ask the seal keeper or the unit admin to open the next volume, then repeat this step.',
    status: 409,
  },
  'LAW-REGISTER-LOOKING': {
    vi: 'Trạm đang tìm các bản sao đã ký chưa có trong sổ, để không số nào bị cấp hai lần. Chưa có gì thay đổi. Chờ trạm tìm xong rồi xác nhận.',
    en: 'The station is looking for signed copies that are not in the register, so that no number is given twice. Nothing was changed. Wait until it has finished, then confirm.',
    status: 409,
  },
  'LAW-REGISTER-NOT-HELD': {
    vi: 'Sổ không chờ xác nhận số. Không có gì thay đổi. Tải lại trang để xem tình trạng mới nhất.',
    en: 'The register does not wait for a confirmation. Nothing was changed. Load the page again to see the present state.',
    status: 409,
  },
  'LAW-REGISTER-NUMBER-AWAITED': {
    vi: 'Bản sao này chưa có số chứng thực nên chưa ký được. Bản sao vẫn chờ, không mất gì. Người giữ sổ nhập số ở màn hình Vào sổ, rồi ký.',
    en: 'This copy has no register number yet, so it cannot be signed. It waits and nothing is lost. Whoever keeps the book enters the number under Book numbers; then sign.',
    status: 409,
  },
  'LAW-REGISTER-NUMBER-DATED': {
    vi: 'Trong sổ đã có số lớn hơn ký từ ngày trước, nên số này không đúng thứ tự ngày. Chưa ghi số nào. Xem lại sổ và nhập số tiếp theo của hôm nay.',
    en: 'A higher number was signed on an earlier day, so this one would stand out of the order of days. No number was entered. Look at the book and enter the next number of today.',
    status: 409,
  },
  'LAW-REGISTER-NUMBER-ELSEWHERE': {
    vi: 'Số này đã được ghi nhận là dùng ngoài trạm. Chưa ghi số nào. Xem lại sổ; nếu lần ghi nhận trước bị nhầm thì xác nhận số này là của giấy tờ đang nhập.',
    en: 'This number is noted as used elsewhere. No number was entered. Look at the book; if that note was a mistake, confirm that the number belongs to this original.',
    status: 409,
  },
  'LAW-REGISTER-NUMBER-GAP': {
    vi: 'Trước số vừa nhập còn số mà trạm chưa biết. Chưa ghi số nào. Xem lại sổ; nếu các số đó đã dùng cho việc khác thì xác nhận kèm lý do.',
    en: 'Before the number entered there are numbers that the station does not know. No number was entered. Look at the book; if they were used elsewhere, confirm it with the reason.',
    status: 409,
  },
  'LAW-REGISTER-NUMBER-GIVEN': {
    vi: 'Giấy tờ này đã có một số khác. Số đó giữ nguyên. Tải lại danh sách; nếu số đang có bị nhập nhầm thì chọn Sửa số.',
    en: 'This original has another number already, which stays. Reload the list; if that one was entered wrongly, choose Correct.',
    status: 409,
  },
  'LAW-REGISTER-NUMBER-INVALID': {
    vi: 'Số chứng thực, quyển số hoặc năm chưa đúng. Chưa ghi số nào. Nhập các số nguyên từ 1 đến 999999 như ghi trong sổ.',
    en: 'The register number, volume or year is not valid. No number was entered. Enter whole numbers from 1 to 999999 as they stand in the book.',
    status: 422,
  },
  'LAW-REGISTER-NUMBER-SIGNED': {
    vi: 'Số này đã nằm dưới chữ ký của lãnh đạo nên không sửa được. Số và bản sao giữ nguyên. Nếu số sai, trả lại người tạo kèm lý do để bỏ số, rồi nhập số mới.',
    en: 'This number has stood under the signature, so it cannot be corrected. Number and copy stay. If it is wrong, return the copy to the creator with the reason, which voids the number; then enter a new one.',
    status: 409,
  },
  'LAW-REGISTER-NUMBER-USED': {
    vi: 'Số chứng thực này đã có trong sổ. Kiểm tra lại số trên sổ giấy hoặc hệ thống một cửa rồi nhập số đúng.',
    en: 'This number is already in the register. Check it in the paper book or the one-stop system and enter the right one.',
    status: 409,
  },
  'LAW-REGISTER-SEVERAL-OPEN-VOLUMES': {
    vi: 'Có nhiều hơn một quyển sổ chứng thực cùng loại đang mở nên chưa cấp được số. Các số đã cấp vẫn an toàn. Đề nghị quản trị đơn vị kiểm tra các quyển sổ.',
    en: 'More than one volume of this register is open, so no number was given. The numbers given before are safe. Ask the unit admin to check the volumes.',
    status: 409,
  },
  'LAW-REGISTER-STATION-NUMBERS': {
    vi: 'Trạm đang tự cấp số cho sổ này nên không nhập số từ ngoài. Chưa ghi gì. Nếu cơ quan dùng sổ giấy hoặc hệ thống một cửa, quản trị đơn vị đổi trong Cài đặt.',
    en: 'The station gives the numbers of this register itself, so none is entered. If the office uses a paper book or the one-stop system, the unit admin sets so in the settings.',
    status: 409,
  },
  'LAW-REGISTER-UNCONFIRMED': {
    vi: 'Trạm chưa cấp số mới vì dữ liệu vừa được khôi phục hoặc vừa đổi nơi cấp số. Hồ sơ vẫn an toàn. Văn thư hoặc quản trị đơn vị xác nhận số chứng thực tiếp theo rồi ký lại.',
    en: 'No new number is given yet: the data was brought back from a backup, or numbers came from elsewhere until now. The dossiers are safe. The seal keeper or the unit admin confirms the next register number; then sign again.',
    status: 409,
  },
  'LAW-REGISTER-VOLUME-NEXT': {
    vi: 'Quyển sổ vừa nhập là quyển tiếp theo, trạm chưa mở. Chưa ghi số nào. Nếu sổ đã sang quyển mới thì xác nhận; quyển đang mở sẽ đóng lại.',
    en: 'The volume entered is the next one and not open here. No number was entered. If the book goes on in a new volume, confirm it; the open one is then closed.',
    status: 409,
  },
  'LAW-REGISTER-VOLUME-OTHER': {
    vi: 'Số hoặc quyển sổ vừa nhập không thuộc quyển đang mở. Chưa ghi số nào. Xem lại số và quyển trên sổ rồi nhập lại.',
    en: 'The number or the volume entered does not belong to the open volume. No number was entered. Look at the book and enter both again.',
    status: 409,
  },
  'LAW-REGISTER-YEAR-CLOSED': {
    vi: 'Sổ chứng thực đã có quyển hoặc số của năm sau nên ngày của máy có thể sai; chưa cấp số. Kiểm tra ngày giờ của máy trước khi tiếp tục.',
    en: 'The register already has a volume or a number of a later year, so the date of this machine may be wrong; no number was given. Check its date and time before going on.',
    status: 409,
  },
  'LAW-REGISTER-YEAR-OTHER': {
    vi: 'Số vừa nhập ghi năm khác với năm nay. Chưa ghi số nào. Tải lại trang và nhập số trong sổ của năm nay.',
    en: 'The number entered is of another year than this one. No number was entered. Reload the page and enter the number from this year’s book.',
    status: 409,
  },
  'LAW-ROLE-MISSING': {
    vi: 'Tài khoản của bạn chưa được phân công việc này. Đề nghị người có phân công thực hiện, hoặc báo quản trị đơn vị.',
    en: 'Your account is not assigned to this work. Ask a colleague who is, or tell the unit admin.',
    status: 403,
  },
  'LAW-SEALER-IS-CREATOR': {
    vi: 'Người tạo bản sao chỉ được đóng dấu khi có văn bản cho phép còn hiệu lực. Bản đã ký vẫn giữ nguyên. Đề nghị văn thư khác đóng dấu.',
    en: 'The creator of a copy may seal it only with a written permission in force. The signed copy stays as it is. Ask another seal keeper to seal it.',
    status: 403,
  },
  'LAW-SECRECY-STAMPED': {
    vi: 'Bản chính có dấu mật hoặc ghi không được sao chụp nên không được quét. Trả lại giấy tờ và lập phiếu từ chối theo khoản 3 Điều 22 Nghị định 23/2015/NĐ-CP.',
    en: 'The original bears a secrecy stamp or forbids copying, so it must not be scanned. Give it back and make the refusal slip under Điều 22.3.',
    status: 409,
  },
  'LAW-SECRECY-UNCONFIRMED': {
    vi: 'Trước khi quét trang đầu, cần xác nhận bản chính không có dấu mật và không ghi “không được sao chụp”. Xem bản chính rồi xác nhận.',
    en: 'Before the first page is scanned, confirm that the original bears no secrecy stamp and no words that forbid copying. Look at it, then confirm.',
    status: 409,
  },
  'LAW-SIGNATURE-BLOCK': {
    vi: 'Thông tin chức danh của người ký chưa đủ nên chưa ký được. Đề nghị quản trị đơn vị nhập chức danh và số văn bản ủy quyền.',
    en: "The signer's signature block is not complete, so signing is not possible. Ask the unit admin to enter the title and the delegation document.",
    status: 403,
  },
  'LAW-SIGNER-IS-CREATOR': {
    vi: 'Người ký không được là người đã tạo bản sao này. Đề nghị một người có quyền ký khác ký.',
    en: 'The signer may not be the person who created this copy. Ask another signer.',
    status: 403,
  },
  'LAW-SIGNER-IS-SEALER': {
    vi: 'Người ký và người đóng dấu của một giấy tờ phải là hai người. Đề nghị đồng nghiệp thực hiện bước này.',
    en: 'Signer and seal keeper of one original must be two people. Ask a colleague to do this step.',
    status: 403,
  },
  'LAW-TEMPLATE-INCOMPLETE': {
    vi: 'Mẫu lời chứng thiếu hoặc lặp một nội dung bắt buộc. Mẫu đang dùng không thay đổi; bổ sung nội dung được nêu rồi lưu lại.',
    en: 'The attestation template lacks or repeats a mandatory part. The template in use is unchanged; complete it and save again.',
    status: 422,
  },
  'LAW-TEMPLATE-PLACEHOLDER': {
    vi: 'Mẫu lời chứng có chỗ điền mà trạm không nhận ra. Mẫu đang dùng không thay đổi; sửa chỗ được nêu rồi lưu lại.',
    en: 'The attestation template has a placeholder that is not known. The template in use is unchanged; correct it and save again.',
    status: 422,
  },
  'LAW-TEMPLATE-SAO-Y': {
    vi: 'Mẫu lời chứng không được ghi “sao y”: đó là hình thức sao văn bản của chính cơ quan. Bỏ cụm từ này rồi lưu lại.',
    en: 'An attestation must not say “sao y”: that is how an agency copies its own papers. Remove the words and save again.',
    status: 422,
  },
  'LAW-TRANSITION': {
    vi: 'Bước này không thực hiện được ở trạng thái hiện tại của giấy tờ. Tải lại hồ sơ để xem bước tiếp theo.',
    en: 'This step is not possible in the present state of the original. Reload the dossier to see the next step.',
    status: 409,
  },
  'LAW-UNIT-ADMIN-SIGNS': {
    vi: 'Tài khoản quản trị đơn vị không được ký bản sao. Đề nghị người có quyền ký khác ký.',
    en: 'An account that administers the unit may not sign copies. Ask another signer.',
    status: 403,
  },
  'LAW-REPLACED-ALREADY': {
    vi: 'Đã có giấy tờ khác thay thế bản sao bị hủy này nên chưa thêm. Xem giấy tờ thay thế ở dòng của số chứng thực đó trong sổ.',
    en: 'Another original stands in the place of this cancelled copy already, so nothing was added. The row of that register number says which.',
    status: 409,
  },
  'LAW-REPLACES-NOT-CANCELLED': {
    vi: 'Chỉ thay thế được giấy tờ đã hủy bỏ giá trị pháp lý. Chưa thêm gì. Kiểm tra lại giấy tờ được thay.',
    en: 'Only a cancelled original can be replaced. Nothing was added. Check which original is meant.',
    status: 409,
  },
} as const;
