/** The texts of signing alone. */
export const signVi = {
  'sign.empty': 'Không còn bản sao nào chờ ký',
  'sign.empty-more': 'Bản sao người tạo vừa trình sẽ tự hiện ở đây.',
  'sign.do': 'Ký {count} bản sao',
  'sign.do-one': 'Ký 1 bản sao',
  'sign.attempt': 'Trang lời chứng sẽ ký',
  'sign.place': 'Chữ ký số ở đây',
  'sign.doing': 'Đang ký…',
  'sign.item-doing': 'Đang ký',
  'sign.item-made': 'Token đã ký, đang ghi vào bản sao',
  'sign.item-done': 'Đã ký',
  'sign.item-failed': 'Chưa ký',
  'sign.summary': 'Đã ký {done} trên {total} bản sao.',
  'sign.next': 'Bản sao đã ký chuyển tới văn thư để đóng dấu.',
  'sign.return-to-creator':
    'Bản sao về lại người tạo để sửa. Số chứng thực đã cấp, nếu có, bị bỏ và ghi trong sổ kèm lý do này.',
} as const;
