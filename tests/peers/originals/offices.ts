import type { SealText } from './seal.ts';

/** Invented bodies of an invented province. */
export const communeSeal: SealText = { rim: 'ỦY BAN NHÂN DÂN XÃ NẬM PHAI', foot: 'T. VẠN LĨNH', device: 'emblem' };
export const districtSeal: SealText = { rim: 'ỦY BAN NHÂN DÂN HUYỆN SÔNG VẦY', foot: 'T. VẠN LĨNH', device: 'emblem' };
export const provinceSeal: SealText = { rim: 'ỦY BAN NHÂN DÂN TỈNH VẠN LĨNH', device: 'emblem', diameter: 38 };
export const universitySeal: SealText = {
  rim: 'BỘ GIÁO DỤC VÀ ĐÀO TẠO',
  middle: ['TRƯỜNG', 'ĐẠI HỌC KỸ THUẬT', 'VẠN LĨNH'],
  device: 'star',
};
export const schoolSeal: SealText = {
  rim: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH VẠN LĨNH',
  middle: ['TRƯỜNG', 'TRUNG HỌC', 'PHỔ THÔNG', 'SÔNG VẦY'],
  device: 'star',
};
export const notarySeal: SealText = {
  rim: 'SỞ TƯ PHÁP TỈNH VẠN LĨNH',
  middle: ['VĂN PHÒNG', 'CÔNG CHỨNG', 'ĐẶNG QUỲNH MAI'],
  device: 'star',
};
