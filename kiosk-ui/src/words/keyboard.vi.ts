/** The texts of the keyboard on the screen. */
export const keyboardVi = {
  'keyboard.name': 'Bàn phím trên màn hình',
  'keyboard.shift': 'Chữ hoa',
  'keyboard.erase': 'Xóa lùi',
  'keyboard.symbols': 'Các dấu',
  'keyboard.letters': 'Chữ cái',
  'keyboard.space': 'Dấu cách',
  'keyboard.next': 'Ô sau',
  'keyboard.enter': 'Xong',
  'keyboard.close': 'Ẩn',
  'keyboard.close-label': 'Ẩn bàn phím',
  'keyboard.sign-telex': 'Telex',
  'keyboard.sign-vni': 'VNI',
  'keyboard.sign-none': 'Không dấu',
  'keyboard.method-telex': 'Gõ tiếng Việt kiểu Telex',
  'keyboard.method-vni': 'Gõ tiếng Việt kiểu VNI',
  'keyboard.method-none': 'Gõ chữ không dấu',
} as const;
