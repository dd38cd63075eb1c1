/** The sentences of the `BUNDLE-…` and `STICK-…` failures: dossiers that go on a USB stick to the station that sends them. */
export const bundleCodes = {
  'BUNDLE-NOTHING': {
    vi: 'Không có hồ sơ nào chờ chép ra USB. Những gói đã chép trước đây vẫn còn nguyên. Không cần làm gì.',
    en: 'No dossier waits for the stick. Bundles written before are as they were. Nothing needs to be done.',
    status: 409,
  },
  'BUNDLE-NOT-CARRIED': {
    vi: 'Trạm này đang đưa bản sao lên Cổng bằng cách khác, không chuyển bằng USB. Chưa chép gì. Quản trị đơn vị xem lại phần Gửi hồ sơ trong Cài đặt.',
    en: 'This station does not hand dossiers over on a stick: another way is set. Nothing was written. The unit admin looks at Sending dossiers in the settings.',
    status: 409,
  },
  'BUNDLE-NO-STATION': {
    vi: 'Chưa có trạm gửi hộ nào được xác nhận nên chưa chép hồ sơ được. Hồ sơ vẫn chờ ở trạm. Quản trị đơn vị nhận thẻ của trạm gửi hộ trước.',
    en: 'No sending station has been confirmed, so nothing can be handed over. The dossiers wait here. The unit admin takes the card of the sending station first.',
    status: 409,
  },
  'BUNDLE-OFFICE-CODE': {
    vi: 'Chưa đặt mã định danh đơn vị, hoặc mã không đúng dạng, nên trạm bên kia không biết gói của ai. Chưa chép gì. Quản trị đơn vị đặt Mã định danh đơn vị trong Cài đặt.',
    en: 'The identification code of this office is not set or not of the right form, so the other station could not know whose bundle it is. Nothing was written. The unit admin sets the identification code in the settings.',
    status: 409,
  },
  'BUNDLE-RUNNING': {
    vi: 'Trạm đang đọc hoặc ghi USB. Không có gì bị mất. Chờ xong rồi thử lại.',
    en: 'The station is reading or writing the stick. Nothing is lost. Wait until it has ended, then try again.',
    status: 409,
  },
  'BUNDLE-UNKNOWN': {
    vi: 'Không có gói này. Không có gì thay đổi. Tải lại danh sách gói.',
    en: 'There is no such bundle. Nothing was changed. Load the list of bundles again.',
    status: 404,
  },
  'BUNDLE-SETTLED': {
    vi: 'Gói này đã xong hoặc đã được thu hồi nên không làm thêm được. Không có gì bị mất. Xem lại danh sách gói.',
    en: 'This bundle is settled or was taken back, so nothing more can be done with it. Nothing is lost. Look at the list of bundles.',
    status: 409,
  },
  'BUNDLE-FILE-GONE': {
    vi: 'Tệp của gói không còn ở trạm nên không chép lại được. Hồ sơ vẫn an toàn. Thu hồi gói này rồi chép gói mới.',
    en: 'The file of this bundle is no longer on the station, so it cannot be written again. The dossiers are safe. Take the bundle back, then write a new one.',
    status: 409,
  },
  'BUNDLE-MISSING': {
    vi: 'Không thấy tệp gói này trên USB. Không có gì thay đổi. Bấm Đọc lại USB rồi chọn lại.',
    en: 'The file of this bundle is not on the stick. Nothing was changed. Read the stick again and choose anew.',
    status: 404,
  },
  'BUNDLE-UNREADABLE': {
    vi: 'Tệp này không phải gói của Trạm, hoặc do phiên bản mới hơn tạo ra. Trạm chưa nhận gì. Kiểm tra lại tệp; nếu nơi gửi đã nâng cấp thì trạm này cũng cần nâng cấp.',
    en: 'This file is no bundle of a station, or a newer version made it. Nothing was taken in. Check the file; if the other station was updated, this one needs the update too.',
    status: 422,
  },
  'BUNDLE-DAMAGED': {
    vi: 'Gói bị hỏng hoặc bị thay đổi trên đường đi nên trạm không nhận. Chưa có gì được nhận từ gói này. Chép lại gói ở nơi gửi, tốt nhất sang USB khác.',
    en: 'The bundle was damaged or changed on its way, so it is refused. Nothing of it was taken in. Have it written again where it was made, best to another stick.',
    status: 422,
  },
  'BUNDLE-NOT-FOR-US': {
    vi: 'Gói này được mã hóa cho trạm khác nên trạm không mở được. Nội dung gói vẫn kín. Mang gói đến đúng trạm; nếu trạm này vừa thay máy, hai bên trao lại thẻ trạm.',
    en: 'This bundle is encrypted to another station and does not open here. Its content stays closed. Take it to the right station; if this machine was replaced, exchange cards again.',
    status: 422,
  },
  'BUNDLE-SIGNATURE': {
    vi: 'Chữ ký của gói không đúng nên trạm không nhận. Chưa có gì được nhận từ gói này. Không dùng USB này nữa và báo quản trị đơn vị.',
    en: 'The signature of the bundle is wrong, so it is refused. Nothing of it was taken in. Do not use this stick any more, and tell the unit admin.',
    status: 422,
  },
  'BUNDLE-SIGNER-UNKNOWN': {
    vi: 'Gói do một trạm chưa được xác nhận tạo ra nên trạm không nhận. Chưa có gì được nhận từ gói này. Quản trị đơn vị nhận và so thẻ của trạm đó trước.',
    en: 'A station that was not confirmed made this bundle, so it is refused. Nothing of it was taken in. The unit admin takes and compares that station’s card first.',
    status: 403,
  },
  'BUNDLE-CONFLICT': {
    vi: 'Trạm đã nhận một gói khác mang cùng mã nên không nhận gói này. Gói đã nhận vẫn được gửi bình thường. Báo quản trị đơn vị; nơi gửi thu hồi gói rồi chép gói mới.',
    en: 'Another bundle of the same id was taken in before, so this one is refused. That bundle is sent as usual. Tell the unit admin; its office takes the bundle back and writes a new one.',
    status: 409,
  },
  'BUNDLE-FORGOTTEN': {
    vi: 'Gói này đã được nhận và hủy nội dung trước đây, nhưng dữ liệu khôi phục từ bản sao lưu không còn ghi nhận. Hồ sơ vẫn an toàn ở cơ quan gốc. Cơ quan gốc thu hồi gói này rồi chép gói mới.',
    en: 'This bundle was taken in and its content destroyed before, but the database brought back from a backup does not know it. The dossiers are safe at their own office, which takes the bundle back and writes a new one.',
    status: 409,
  },
  'BUNDLE-CONTENT': {
    vi: 'Nội dung gói không hợp lệ (ví dụ mã hồ sơ không thuộc cơ quan đã ký gói) nên trạm không nhận. Chưa có gì được nhận từ gói này. Báo quản trị đơn vị của cả hai bên.',
    en: 'The content of the bundle is not as it must be (a dossier code of another office, say), so it is refused. Nothing of it was taken in. Tell the unit admins on both sides.',
    status: 422,
  },
  'BUNDLE-CONTENT-GONE': {
    vi: 'Nội dung của hồ sơ gửi hộ không còn ở trạm gửi nên chưa gửi được. Bản sao vẫn an toàn ở cơ quan gốc. Chép biên nhận mang về: hồ sơ tự vào gói kế tiếp.',
    en: 'The content of a dossier to be sent for another office is no longer on the sending station. The copy is safe at its own office. Take the receipts there: the dossier goes in the next bundle by itself.',
    status: 410,
  },
  'BUNDLE-EXPIRED': {
    vi: 'Trạm gửi hộ không gửi được trong thời hạn nên đã hủy nội dung của gói. Bản sao vẫn an toàn ở cơ quan gốc và sẽ đi trong gói kế tiếp.',
    en: 'The sending station could not send this within the term and destroyed the content. The copy is safe at its own office and goes in the next bundle.',
    status: 410,
  },
  'BUNDLE-COPY-INVALID': {
    vi: 'Trạm gửi hộ kiểm tra thấy chữ ký trên bản sao không hợp lệ nên không gửi bản sao này. Các hồ sơ khác vẫn được gửi. Cơ quan gốc mở hồ sơ, kiểm tra bản sao rồi gửi lại hoặc cấp bản khác.',
    en: 'The sending station found a signature on the copy that is not valid, and does not send it. Other dossiers are sent as usual. Its own office opens the dossier, checks the copy and sends it again or issues another one.',
    status: 422,
  },
  'BUNDLE-COPY-UNTRUSTED': {
    vi: 'Trạm gửi hộ không tin cậy cơ quan cấp chứng thư số đã ký bản sao nên không gửi bản sao này. Bản sao vẫn an toàn ở cơ quan gốc. Quản trị đơn vị của trạm gửi hộ thêm chứng thư gốc đúng, rồi cơ quan gốc gửi lại.',
    en: 'The sending station does not trust the authority whose certificate signed the copy, and does not send it. The copy is safe at its own office. The unit admin of the sending station adds the right root certificate, then the office sends it again.',
    status: 422,
  },
  'BUNDLE-COPY-UNCHECKED': {
    vi: 'Trạm gửi hộ không kiểm tra được chữ ký trên bản sao (tệp quá lớn hoặc quá phức tạp) nên không gửi bản sao này. Bản sao vẫn an toàn ở cơ quan gốc. Cơ quan gốc đưa bản sao này lên Cổng bằng cách khác.',
    en: 'The sending station could not check the signatures on the copy (the file is too large or too complex), and does not send it. The copy is safe at its own office, which puts it on the portal in another way.',
    status: 422,
  },
  'BUNDLE-COPY-WAITS': {
    vi: 'Trạm chưa kiểm tra xong chữ ký trên bản sao gửi hộ nên chưa gửi. Không có gì bị mất. Trạm tự kiểm tra lại sau ít phút.',
    en: 'The signatures on a copy to be sent for another office are not checked yet, so it was not sent. Nothing is lost. The station checks again by itself in a few minutes.',
    status: 503,
  },
  'BUNDLE-ADDRESS-FOREIGN': {
    vi: 'Hồ sơ gửi hộ nêu địa chỉ của một bản sao nằm ở máy chủ mà trạm gửi hộ không dùng, nên trạm gửi hộ không báo địa chỉ đó lên Cổng. Bản sao vẫn an toàn ở cơ quan gốc. Kỹ thuật viên hai bên xem lại mục Cổng nhận tệp trong Cài đặt rồi cơ quan gốc gửi lại.',
    en: 'The dossier names an address of a copy at a server that the sending station does not use, so the portal is not told of it. The copy is safe at its own office. The technicians of both sides look at File gateway in the settings, then the office sends it again.',
    status: 422,
  },
  'BUNDLE-OVERTAKEN': {
    vi: 'Một gói mới hơn của hồ sơ này đã đến Cổng trước nên trạng thái cũ không được gửi nữa. Bản sao trong gói đã lên Cổng an toàn. Không cần làm gì: gói kế tiếp tự báo Cổng đủ các bản sao.',
    en: 'A newer bundle of this dossier reached the portal first, so the older state is not sent any more. The copies of this bundle have arrived safely. Nothing needs to be done: the next bundle tells the portal of all copies by itself.',
    status: 409,
  },
  'BUNDLE-BEHIND-REFUSED': {
    vi: 'Tin này chưa được gửi vì tin đứng trước của cùng hồ sơ bị từ chối. Không có gì bị mất. Sửa và gửi lại tin bị từ chối; tin này đi cùng.',
    en: 'This message was not sent, since the one before it of the same dossier was refused. Nothing is lost. Mend and resend the refused one; this one goes along.',
    status: 409,
  },
  'BUNDLE-RECEIPTS-FOREIGN': {
    vi: 'Biên nhận này không nói về gói nào của trạm. Không có gì thay đổi. Mang đúng biên nhận của cơ quan mình.',
    en: 'These receipts are about no bundle of this station. Nothing was changed. Bring the receipts for your own office.',
    status: 422,
  },
  'BUNDLE-NO-RECEIPTS': {
    vi: 'Chưa có biên nhận nào để chép cho cơ quan này. Hồ sơ gửi hộ vẫn đang chờ. Thử lại khi đã gửi được hồ sơ.',
    en: 'There are no receipts for this office yet. What is sent for it still waits. Try again when something was sent.',
    status: 409,
  },
  'BUNDLE-CARD-UNREADABLE': {
    vi: 'Tệp này không phải thẻ trạm, hoặc thẻ đã bị sửa. Chưa xác nhận trạm nào. Chép lại thẻ ở trạm bên kia.',
    en: 'This file is no station card, or the card was changed. No station was confirmed. Have the card written again at the other station.',
    status: 422,
  },
  'BUNDLE-CARD-CHANGED': {
    vi: 'Thẻ trên USB không còn là thẻ vừa so. Chưa xác nhận trạm nào. Đọc lại USB và so lại từng nhóm số.',
    en: 'The card on the stick is not the one that was compared. No station was confirmed. Read the stick again and compare the digits anew.',
    status: 409,
  },
  'BUNDLE-CARD-OWN': {
    vi: 'Đây là thẻ của chính trạm này, hoặc của trạm mang cùng mã cơ quan. Chưa xác nhận trạm nào. Chọn thẻ của trạm bên kia.',
    en: 'This is the card of this station itself, or of one with the same office code. No station was confirmed. Choose the other station’s card.',
    status: 409,
  },
  'BUNDLE-STATION-KNOWN': {
    vi: 'Đã có một trạm được xác nhận cho việc này. Trạm đó vẫn dùng được. Gỡ trạm cũ trước rồi xác nhận trạm mới.',
    en: 'A station is confirmed for this already, and stays in use. Remove it first, then confirm the new one.',
    status: 409,
  },
  'BUNDLE-STATION-UNKNOWN': {
    vi: 'Trạm này không còn trong danh sách. Không có gì thay đổi. Tải lại danh sách trạm.',
    en: 'This station is no longer in the list. Nothing was changed. Load the list of stations again.',
    status: 404,
  },
  'STICK-UNSET': {
    vi: 'Chưa đặt thư mục của USB nên trạm không đọc, ghi USB được. Hồ sơ vẫn an toàn ở trạm. Quản trị đơn vị đặt Thư mục của USB trong Cài đặt.',
    en: 'No folder is set for the stick, so it cannot be read or written. The dossiers are safe here. The unit admin sets the folder of the USB stick in the settings.',
    status: 409,
  },
  'STICK-MISSING': {
    vi: 'Không thấy USB, hoặc USB chưa được chuẩn bị. Hồ sơ vẫn an toàn ở trạm. Cắm USB; nếu là USB mới, bấm Chuẩn bị USB này.',
    en: 'There is no stick, or it has not been prepared. The dossiers are safe here. Plug the stick in; if it is a new one, press Prepare this stick.',
    status: 409,
  },
  'STICK-GONE': {
    vi: 'USB bị rút ra hoặc ngừng trả lời giữa chừng. Hồ sơ vẫn an toàn ở trạm, gói dở trên USB không được tính. Cắm lại USB hoặc dùng USB khác rồi làm lại.',
    en: 'The stick was pulled or stopped answering. The dossiers are safe here; what is half on the stick does not count. Plug it in again or use another one, and repeat.',
    status: 503,
  },
  'STICK-HANGING': {
    vi: 'USB không trả lời nên trạm đã ngừng chờ. Hồ sơ vẫn an toàn ở trạm, các việc khác vẫn chạy. Rút USB ra, cắm lại hoặc dùng USB khác rồi làm lại.',
    en: 'The stick does not answer, so the station waits no longer. The dossiers are safe here, and everything else goes on. Pull the stick out, plug it in again or use another one, and repeat.',
    status: 503,
  },
  'STICK-FULL': {
    vi: 'USB không đủ chỗ. Hồ sơ và gói vẫn an toàn ở trạm. Dùng USB lớn hơn hoặc xóa bớt tệp khác trên USB rồi chép lại.',
    en: 'There is not enough room on the stick. Dossiers and bundle are safe here. Use a larger stick or remove other files, then write again.',
    status: 507,
  },
  'STICK-READ-ONLY': {
    vi: 'USB đang khóa ghi. Hồ sơ và gói vẫn an toàn ở trạm. Gạt chốt chống ghi hoặc dùng USB khác rồi chép lại.',
    en: 'The stick is write-protected. Dossiers and bundle are safe here. Move its lock or use another stick, then write again.',
    status: 409,
  },
  'STICK-DAMAGED': {
    vi: 'USB không giữ đúng những gì vừa ghi nên gói này chưa được tính là đã chép. Gói vẫn an toàn ở trạm. Dùng USB khác rồi chép lại.',
    en: 'The stick does not keep what was written, so the bundle does not count as handed over. It is safe here. Use another stick and write again.',
    status: 500,
  },
} as const;
