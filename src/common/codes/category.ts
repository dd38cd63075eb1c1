/** The sentences of the `CATEGORY-…` failures. */
export const categoryCodes = {
  'CATEGORY-NOT-WAITING': {
    vi: 'Thay đổi danh mục này đã được quyết định, hoặc Cổng đã có nội dung mới hơn. Chưa có gì thay đổi. Xem lại danh sách.',
    en: 'This change of a category has been decided already, or the portal has a newer one. Nothing was changed. Look at the list again.',
    status: 409,
  },
  'CATEGORY-NOT-OFFERED': {
    vi: 'Cách gửi đang dùng không có dịch vụ lấy danh mục này. Danh mục đã có trên trạm và việc gửi hồ sơ không bị ảnh hưởng. Không cần làm gì; mã và tên thủ tục nhập trong Cài đặt.',
    en: 'The present way to the portal has no service for this category. What the station has stays, and dossiers are sent as usual. Nothing needs to be done; codes and names are entered in the settings.',
    status: 409,
  },
  'CATEGORY-RUNNING': {
    vi: 'Trạm đang lấy danh mục. Chờ vài phút rồi xem lại.',
    en: 'The categories are being pulled already. Look again in a few minutes.',
    status: 409,
  },
  'CATEGORY-ABSENT': {
    vi: 'Cổng không có thủ tục mang mã này. Bản danh mục đang dùng được giữ nguyên. Kiểm tra mã thủ tục trong Cài đặt, hoặc hỏi tỉnh.',
    en: 'The portal has no procedure of this code. The version in use stays. Check the procedure code in the settings, or ask the province.',
    status: 404,
  },
  'CATEGORY-EMPTY': {
    vi: 'Cổng trả lời một danh mục rỗng nên trạm không nhận. Danh mục đang dùng được giữ nguyên. Trạm sẽ tự hỏi lại; không cần làm gì.',
    en: 'The portal answered with an empty list, which the station did not take. The list in use stays. It will ask again by itself; nothing needs to be done.',
    status: 502,
  },
} as const satisfies Record<string, { vi: string; en: string; status: number }>;
