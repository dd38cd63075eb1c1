import type { Part } from '../flow.ts';

const article = (text: string): Part => ({ text, bold: true, middle: true, above: 2.2 });

/** The contract as the parties signed it. */
export const contractText: readonly Part[] = [
  {
    text: 'Hôm nay, ngày 09 tháng 5 năm 2024, tại Văn phòng công chứng Đặng Quỳnh Mai, địa chỉ: số 18 đường Bến Thượng, phường Tân Lĩnh, thành phố Sông Vầy, tỉnh Vạn Lĩnh, chúng tôi gồm có:',
  },
  { text: '**BÊN CHUYỂN NHƯỢNG (sau đây gọi là Bên A):**' },
  {
    text: 'Ông **Lương Quý Thản,** sinh năm 1966, căn cước công dân số 099066001927 do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày 12/8/2021; và vợ là bà **Hoàng Thị Mận,** sinh năm 1970, căn cước công dân số 099170004416 do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày 12/8/2021. Cùng thường trú tại: bản Nà Lùng, xã Khe Mòn, huyện Sông Vầy, tỉnh Vạn Lĩnh.',
  },
  { text: '**BÊN NHẬN CHUYỂN NHƯỢNG (sau đây gọi là Bên B):**' },
  {
    text: 'Ông **Tráng Duy Kiên,** sinh năm 1987, căn cước công dân số 099087002650 do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày 25/4/2022. Thường trú tại: tổ 7, phường Tân Lĩnh, thành phố Sông Vầy, tỉnh Vạn Lĩnh.',
  },
  { text: 'Hai bên tự nguyện lập và ký hợp đồng này với các thỏa thuận sau đây:' },
  article('ĐIỀU 1. QUYỀN SỬ DỤNG ĐẤT CHUYỂN NHƯỢNG'),
  {
    text: '1.1. Bên A chuyển nhượng cho Bên B toàn bộ quyền sử dụng thửa đất theo Giấy chứng nhận quyền sử dụng đất số VL 205771, số vào sổ cấp GCN: CH 00932 do Ủy ban nhân dân huyện Sông Vầy cấp ngày 03/6/2015 mang tên ông Lương Quý Thản và bà Hoàng Thị Mận, cụ thể như sau:',
  },
  { text: '- Thửa đất số: 88; tờ bản đồ số: 12;' },
  { text: '- Địa chỉ thửa đất: bản Nà Lùng, xã Khe Mòn, huyện Sông Vầy, tỉnh Vạn Lĩnh;' },
  { text: '- Diện tích: 612,0 m² (bằng chữ: sáu trăm mười hai mét vuông); hình thức sử dụng: riêng;' },
  { text: '- Mục đích sử dụng: đất trồng cây lâu năm; thời hạn sử dụng: đến ngày 15/10/2043.' },
  { text: '1.2. Trên thửa đất không có nhà ở, công trình xây dựng và tài sản khác.' },
  article('ĐIỀU 2. GIÁ CHUYỂN NHƯỢNG VÀ PHƯƠNG THỨC THANH TOÁN'),
  {
    text: '2.1. Giá chuyển nhượng do hai bên thỏa thuận là: **285.000.000 đồng** (bằng chữ: Hai trăm tám mươi lăm triệu đồng chẵn).',
  },
  {
    text: '2.2. Bên B thanh toán cho Bên A một lần bằng chuyển khoản ngay sau khi hợp đồng này được công chứng. Việc thanh toán do hai bên tự thực hiện và tự chịu trách nhiệm trước pháp luật.',
  },
  article('ĐIỀU 3. GIAO ĐẤT, ĐĂNG KÝ VÀ NGHĨA VỤ TÀI CHÍNH'),
  {
    text: '3.1. Bên A giao thửa đất cùng bản chính giấy tờ về quyền sử dụng đất cho Bên B trong thời hạn 07 (bảy) ngày kể từ ngày Bên B thanh toán đủ.',
  },
  {
    text: '3.2. Bên B có trách nhiệm đăng ký quyền sử dụng đất tại cơ quan có thẩm quyền theo quy định của pháp luật. Thuế thu nhập do Bên A nộp; lệ phí trước bạ, phí và thù lao công chứng do Bên B nộp.',
  },
  article('ĐIỀU 4. CAM ĐOAN CỦA CÁC BÊN'),
  {
    text: '4.1. Bên A cam đoan: những thông tin về nhân thân, về thửa đất đã ghi trong hợp đồng này là đúng sự thật; thửa đất không có tranh chấp, không bị kê biên để bảo đảm thi hành án, không thế chấp tại bất kỳ tổ chức, cá nhân nào.',
  },
  {
    text: '4.2. Bên B cam đoan: đã xem xét kỹ, biết rõ về thửa đất và các giấy tờ về quyền sử dụng đất; việc giao kết hợp đồng này hoàn toàn tự nguyện, không bị lừa dối hoặc ép buộc.',
  },
  article('ĐIỀU 5. ĐIỀU KHOẢN CUỐI CÙNG'),
  {
    text: '5.1. Mọi tranh chấp phát sinh được hai bên thương lượng giải quyết trên nguyên tắc tôn trọng quyền lợi của nhau; nếu không thương lượng được thì yêu cầu Tòa án có thẩm quyền giải quyết.',
  },
  {
    text: '5.2. Hai bên đã tự đọc lại, nghe công chứng viên giải thích, hiểu rõ quyền, nghĩa vụ, lợi ích hợp pháp của mình và hậu quả pháp lý của việc giao kết hợp đồng, đồng ý toàn bộ nội dung và cùng ký tên dưới đây.',
  },
];

/** Lời chứng của công chứng viên, on a page of its own. */
export const notaryText: readonly Part[] = [
  { text: 'LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN', bold: true, middle: true, breakBefore: true, pt: 14 },
  {
    text: 'Hôm nay, ngày 09 tháng 5 năm 2024 (ngày mùng chín tháng năm năm hai nghìn không trăm hai mươi tư), tại trụ sở Văn phòng công chứng Đặng Quỳnh Mai, số 18 đường Bến Thượng, phường Tân Lĩnh, thành phố Sông Vầy, tỉnh Vạn Lĩnh;',
    above: 4,
  },
  {
    text: 'Tôi, **Đặng Quỳnh Mai,** công chứng viên Văn phòng công chứng Đặng Quỳnh Mai, trong phạm vi trách nhiệm của mình theo quy định của pháp luật,',
  },
  { text: 'CHỨNG NHẬN:', bold: true, middle: true, above: 1.5 },
  {
    text: '- Hợp đồng chuyển nhượng quyền sử dụng đất này được giao kết giữa Bên A là ông Lương Quý Thản, bà Hoàng Thị Mận và Bên B là ông Tráng Duy Kiên, có giấy tờ tùy thân và địa chỉ nêu trên. Các bên đã tự nguyện thỏa thuận giao kết hợp đồng và cam đoan chịu trách nhiệm trước pháp luật về nội dung của hợp đồng;',
  },
  {
    text: '- Tại thời điểm công chứng, các bên giao kết hợp đồng có năng lực hành vi dân sự theo quy định của pháp luật;',
  },
  { text: '- Mục đích, nội dung của hợp đồng không vi phạm pháp luật, không trái đạo đức xã hội;' },
  {
    text: '- Các bên giao kết đã tự đọc lại toàn bộ hợp đồng, đã đồng ý toàn bộ nội dung ghi trong hợp đồng và đã ký vào từng trang của hợp đồng trước mặt tôi; chữ ký trong hợp đồng đúng là chữ ký của các bên nêu trên;',
  },
  {
    text: '- Hợp đồng này được lập thành 04 (bốn) bản chính, mỗi bản chính gồm 03 (ba) tờ, 03 (ba) trang, có giá trị pháp lý như nhau. Bên A giữ 01 (một) bản chính; Bên B giữ 02 (hai) bản chính; Văn phòng công chứng Đặng Quỳnh Mai lưu 01 (một) bản chính.',
  },
];
