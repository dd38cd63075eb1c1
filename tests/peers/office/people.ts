/** The people of the simulated office. All invented. */
export interface Person {
  readonly username: string;
  readonly password: string;
  readonly fullName: string;
  readonly roles: readonly string[];
  readonly position: string;
  readonly signatureBlock?: 'chairman' | 'deputy' | 'delegated';
  /** The token whose PIN the person knows. */
  readonly token?: 'signer' | 'seal';
}

export const people = {
  creator: {
    username: 'man',
    password: 'tiep-nhan-2026',
    fullName: 'Lò Thị Mận',
    roles: ['creator'],
    position: 'Công chức Tư pháp – Hộ tịch',
  },
  signer: {
    username: 'hien',
    password: 'ky-duyet-2026',
    fullName: 'Vàng Văn Hiển',
    roles: ['signer'],
    position: 'Phó Chủ tịch Ủy ban nhân dân xã',
    signatureBlock: 'deputy',
    token: 'signer',
  },
  sealKeeper: {
    username: 'thao',
    password: 'dong-dau-2026',
    fullName: 'Nông Phương Thảo',
    roles: ['seal-keeper'],
    position: 'Văn thư Ủy ban nhân dân xã',
    token: 'seal',
  },
  admin: {
    username: 'quantri',
    password: 'quan-tri-2026',
    fullName: 'Đinh Công Tuyển',
    roles: ['unit-admin', 'technician'],
    position: 'Quản trị đơn vị',
  },
  inspector: {
    username: 'thanhtra',
    password: 'kiem-tra-2026',
    fullName: 'Triệu Mùi Sính',
    roles: ['inspector'],
    position: 'Người kiểm tra',
  },
} as const satisfies Record<string, Person>;

export const pins = { signer: '246810', seal: '135791' } as const;

export const agency = {
  name: 'Ủy ban nhân dân xã Nậm Phai',
  place: 'xã Nậm Phai, tỉnh Vạn Lĩnh',
  code: 'H99.14',
  seal: { body: 'ỦY BAN NHÂN DÂN XÃ NẬM PHAI', above: 'TỈNH VẠN LĨNH' },
} as const;
