/** The addresses of the views. What follows one (`/ban-tiep-nhan/<id>`) is the view's own. */
export const VIEW_PATHS = [
  '/dang-nhap',
  '/mat-khau',
  '/ban-tiep-nhan',
  '/truc-tuyen',
  '/lich-hen',
  '/dua-len-cong',
  '/chuyen-bang-usb',
  '/vao-so',
  '/ky-duyet',
  '/dong-dau',
  '/doi-soat',
  '/tram',
  '/quan-tri',
  '/so-chung-thuc',
  '/nhat-ky',
  '/kiem-tra',
  '/nguoi-dan',
  '/in-phieu',
  '/bieu-phi',
] as const;

export type ViewPath = (typeof VIEW_PATHS)[number];
