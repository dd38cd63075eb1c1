/** Names, places and words of a commune office, by the forms in use ("hóa", "thúy": the tone on the first of oa, oe, uy). */
const text = `
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng Mai Tô Hà Tạ
Lường Giàng Vàng Sùng Thào Lò Cà Quàng Tòng Vì Bạc Cầm Hoàng Nông Triệu Bế Chảo Tẩn Phàn Lù Sần Hạng Mùa Cứ Lầu Vừ Chá Thền Xín Lèng
Súa Mỷ Pành Páo Dế Chú Sính Dở Pà Chứ Máy Dợ Nếnh Chớ Lử Páng Tủa Sểnh Mẩy
Anh Ánh Ân Ấn Bảo Bích Bình Châu Chi Chinh Công Cúc Cường Danh Diễm Diệp Diệu Dũng Duy Duyên Đạt Điệp Đức Giang Hải Hạnh Hằng Hiền Hiếu
Hiệp Hoa Hòa Hóa Hoài Hoan Hoàn Hồng Huệ Huế Hùng Hưng Hương Hường Huyền Khải Khánh Khiêm Khoa Khôi Khuê Kiên Kiều Lan Liên Liễu Linh Loan
Lộc Long Lượng Lưu Luyến Mẫn Minh Mỹ Mỵ Nam Nga Ngân Nghĩa Nghiêm Ngọc Nguyệt Nhân Nhật Nhi Như Nhung Oanh Phát Phong Phú Phúc Phương Phượng
Quân Quang Quế Quốc Quý Quỳnh Quyên Quyết Quyền Sơn Sương Tài Tâm Tân Thái Thanh Thành Thảo Thắng Thắm Thế Thêu Thiện Thịnh Thoa Thơ Thu
Thuận Thục Thủy Thúy Thùy Thư Thương Tiến Tín Toàn Toản Trâm Trang Trí Trinh Trọng Trung Trúc Tuân Tuấn Tuệ Tùng Tuyên Tuyết Tường Tỵ Uyên
Vân Viên Việt Vinh Vĩnh Vui Vượng Xuân Xuyến Yên Yến Ý Ỷ
An Bắc Bến Tre Bình Dương Cao Bằng Cần Thơ Đà Nẵng Đắk Lắk Nông Điện Biên Đồng Nai Gia Lai Hải Phòng Hậu Hưng Khánh Kiên Kon Tum Lai Châu
Lạng Sơn Lào Cai Nghệ Ninh Phú Thọ Yên Quảng Bình Ngãi Trị Sóc Trăng Tây Thái Nguyên Thừa Thiên Huế Tiền Trà Vinh Tuyên Vĩnh Phúc Yên Bái
Mường Lay Chà Nậm Pồ Tủa Chùa Tuần Giáo Phai Khao Ngăm Búng Sìn Hồ Than Uyên Bát Xát Sa Pả Đồng Văn Mèo Vạc Quản Bạ Xín Mần Vị Xuyên
Krông Pắk Búk Buôn Đôn Plông Ngọk Chư Păh Prông Đạ Tẻh Hoai Huoai Plei Kần Cư Mơ Rông Hrê Mnông Xtiêng Brâu Ê đê Ơ đu Măm Cơ tu Giẻ Triêng
Mông Tày Nùng Dao Khơ mú Kháng Hủ Thẻn Lự Lào Mảng Chứt Xinh Mun Gié Ngái Bố Péo Cống Cờ Lao Khmer
hộ tịch khai sinh chứng thực bản sao điện tử từ chính hợp đồng chuyển nhượng quyền sử dụng đất giấy ủy phép lái xe học bạ bằng tốt nghiệp
trích lục kết hôn xác nhận sổ khẩu căn cước công dân thẻ đảng viên quyết định bổ nhiệm phiếu lý lịch tư pháp người yêu cầu họ tên đệm ngày
tháng năm nơi thường trú tạm xã phường thị trấn huyện quận tỉnh thành phố thôn xóm tổ khu bản ấp đường ngõ ngách số nhà
khuỷu khuya khuyên khuếch ngoằn ngoèo ngoẹo lòe xòe toét quýt quỵt huých huỷnh thuở huơ quở quơ khuơ rượu hươu bướu lưỡi chuối muỗi buổi
cuốn luống suốt thuốc nước được lược trước ướt ước yếm yêu yểu diều kiểu nhiễu tiếng giếng giêng giữa giặt gìn gì già giỏi giũ giục giết
xoong soóc quắt quặp quẫy khoắng thoắt hoẵng xoắn ngoắt loạng choạng xoạc oái oăm uể oải nguầy nguậy khuấy huân tuất luật nghìn nghỉ nghịch
ngoéo khoeo ngoao rau rêu lều kẻo mèo đều đếu níu chịu bưu cừu sưu tậu đậu đâu dấu sáu cháu báo gạo áo úi núi củi gửi ngửi chửi mũi tuổi
toóc ghế ghép ghềnh nghe kẽm kịch xích chếch rạch phách nhanh bánh kênh xinh ngành phép tập hợp kịp típ cúp lớp ập ốp
`;

export const corpus: readonly string[] = [...new Set(text.normalize('NFC').trim().split(/\s+/))];

const telex: Readonly<Record<string, string>> = {
  '\u0301': 's',
  '\u0300': 'f',
  '\u0309': 'r',
  '\u0303': 'x',
  '\u0323': 'j',
  '\u031b': 'w',
  '\u0306': 'w',
  đ: 'd',
};
const vni: Readonly<Record<string, string>> = {
  '\u0301': '1',
  '\u0300': '2',
  '\u0309': '3',
  '\u0303': '4',
  '\u0323': '5',
  '\u031b': '7',
  '\u0306': '8',
  đ: '9',
  '\u0302': '6',
};

/** The keys that people learn for a syllable, in three orders: tone last, tone after the vowel, and all signs last. */
export function keysOf(method: 'telex' | 'vni', syllable: string): readonly string[] {
  const table = method === 'telex' ? telex : vni;
  let tone = '';
  let afterVowel = 0;
  const letters = [...syllable].map((letter, index) => {
    const [base = '', ...signs] = /đ/i.test(letter) ? [letter === 'đ' ? 'd' : 'D', 'đ'] : letter.normalize('NFD');
    let mark = '';
    for (const sign of signs) {
      if ('\u0301\u0300\u0309\u0303\u0323'.includes(sign)) tone = table[sign] ?? '';
      else mark = table[sign] ?? base.toLowerCase();
    }
    if (/[aeiouy]/i.test(base)) afterVowel = index + 1;
    return { base, mark };
  });
  const typed = letters.map(({ base, mark }, index) => {
    // Two plain o in Telex: the third key takes the circumflex back.
    const twice = method === 'telex' && /o/i.test(base) && mark === '' && letters[index - 1]?.base === 'o';
    return base + mark + (twice && letters[index - 1]?.mark === '' ? 'o' : '');
  });
  const inOrder = [typed.join('') + tone, [...typed.slice(0, afterVowel), tone, ...typed.slice(afterVowel)].join('')];
  if (letters.some(({ base }, index) => /o/i.test(base) && /o/i.test(letters[index + 1]?.base ?? ''))) return inOrder;
  const marks = letters
    .map(({ mark }) => mark)
    .join('')
    .replace('ww', 'w')
    .replace('77', '7');
  return [...inOrder, letters.map(({ base }) => base).join('') + marks + tone];
}
