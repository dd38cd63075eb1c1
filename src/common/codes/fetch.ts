/** The sentences of the `FETCH-…` failures: the station asked the far side for something and did not get it. */
export const fetchCodes = {
  'FETCH-UNREACHABLE': {
    vi: 'Chưa kết nối được với Cổng nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Khi có mạng, phần trạm tự lấy sẽ được hỏi lại; việc vừa bấm thì bấm lại.',
    en: 'The portal cannot be reached, so nothing was fetched. Work at the counter goes on. When the line is back, what the station fetches by itself is asked again; what you pressed, press again.',
    status: 503,
  },
  'FETCH-TIMEOUT': {
    vi: 'Cổng trả lời quá chậm nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Phần trạm tự lấy sẽ được hỏi lại; việc vừa bấm thì bấm lại sau.',
    en: 'The portal answers too slowly, so nothing was fetched. Work at the counter goes on. What the station fetches by itself is asked again; what you pressed, press again later.',
    status: 504,
  },
  'FETCH-BUSY': {
    vi: 'Cổng đang bận hoặc bảo trì nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Phần trạm tự lấy sẽ được hỏi lại; việc vừa bấm thì bấm lại sau.',
    en: 'The portal is busy or under maintenance, so nothing was fetched. Work at the counter goes on. What the station fetches by itself is asked again; what you pressed, press again later.',
    status: 503,
  },
  'FETCH-NAME-UNKNOWN': {
    vi: 'Không tìm thấy tên máy chủ của Cổng nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Nếu kéo dài, nhờ kỹ thuật viên xem máy chủ tên miền (DNS).',
    en: 'The name of the portal is not found, so nothing was fetched. Work at the counter goes on. If this lasts, ask the technician to check the name server (DNS).',
    status: 503,
  },
  'FETCH-UNTRUSTED': {
    vi: 'Chứng thư bảo mật của máy chủ Cổng đã hết hạn, sai tên hoặc chưa được tin cậy nên trạm không hỏi gì. Việc tại quầy vẫn làm bình thường. Báo kỹ thuật viên.',
    en: 'The certificate of the portal is expired, of another name or not trusted, so nothing was asked. Work at the counter goes on. Tell the technician.',
    status: 502,
  },
  'FETCH-PROXY': {
    vi: 'Mạng của cơ quan yêu cầu đi qua máy chủ proxy và chưa cho trạm đi qua nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Nhờ kỹ thuật viên đặt proxy.',
    en: 'The network asks for a proxy and does not let the station through, so nothing was fetched. Work at the counter goes on. Ask the technician to set the proxy.',
    status: 502,
  },
  'FETCH-ACCESS-DENIED': {
    vi: 'Cổng chưa cho trạm này truy cập nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Báo kỹ thuật viên xin quyền truy cập.',
    en: 'The portal does not let this station in, so nothing was fetched. Work at the counter goes on. Ask the technician to request access.',
    status: 502,
  },
  'FETCH-LOGIN-REFUSED': {
    vi: 'Cổng không chấp nhận tài khoản của trạm nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Báo kỹ thuật viên kiểm tra tài khoản.',
    en: 'The portal does not accept the station’s account, so nothing was fetched. Work at the counter goes on. Ask the technician to check the account.',
    status: 502,
  },
  'FETCH-CREDENTIAL-MISSING': {
    vi: 'Trạm chưa có mật khẩu hoặc mã truy cập của Cổng nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Kỹ thuật viên nhập mã này vào trạm.',
    en: 'The station has no password or access token for the portal yet, so nothing was fetched. Work at the counter goes on. The technician enters it.',
    status: 503,
  },
  'FETCH-ANSWER-UNREADABLE': {
    vi: 'Trạm không đọc được câu trả lời của Cổng nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Phần trạm tự lấy sẽ được hỏi lại; việc vừa bấm thì bấm lại sau. Nếu kéo dài, báo kỹ thuật viên.',
    en: 'The answer of the portal cannot be read, so nothing was fetched. Work at the counter goes on. What the station fetches by itself is asked again; what you pressed, press again later. If this lasts, tell the technician.',
    status: 502,
  },
  'FETCH-ANSWER-UNKNOWN': {
    vi: 'Cổng trả lời theo cách trạm chưa hiểu nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Phần trạm tự lấy sẽ được hỏi lại; việc vừa bấm thì bấm lại sau. Nếu kéo dài, báo kỹ thuật viên.',
    en: 'The portal answers in a way that the station does not understand, so nothing was fetched. Work at the counter goes on. What the station fetches by itself is asked again; what you pressed, press again later. If this lasts, tell the technician.',
    status: 502,
  },
  'FETCH-LINE-HELD': {
    vi: 'Các đường truyền đang dùng được đã hết hạn mức nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Có hạn mức mới hoặc đường khác thông lại thì phần trạm tự lấy sẽ được hỏi lại; việc vừa bấm thì bấm lại lúc đó.',
    en: 'The lines that work have used up their quota, so nothing was fetched. Work at the counter goes on. With a new quota, or when another line is back, what the station fetches by itself is asked again; what you pressed, press again then.',
    status: 503,
  },
  'FETCH-LINE-PAUSED': {
    vi: 'Kỹ thuật viên đang tạm dừng các đường truyền nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Khi một đường được mở lại trong màn hình Trạm thì phần trạm tự lấy sẽ được hỏi lại; việc vừa bấm thì bấm lại.',
    en: 'The technician has paused the lines, so nothing was fetched. Work at the counter goes on. When one of them is opened again in the Station view, what the station fetches by itself is asked again; what you pressed, press again.',
    status: 503,
  },
  'FETCH-LINE-NOWHERE': {
    vi: 'Theo cài đặt, chưa đường truyền nào dẫn tới Cổng nên chưa lấy được dữ liệu. Việc tại quầy vẫn làm bình thường. Nhờ kỹ thuật viên xem lại mục Chỉ dùng để tới trong cài đặt Các đường truyền.',
    en: 'By the settings no line leads to the portal, so nothing was fetched. Work at the counter goes on. Ask the technician to look at “Leads only to” in the setting “The lines”.',
    status: 503,
  },
  'FETCH-NOT-OFFERED': {
    vi: 'Cách kết nối đang dùng chưa tra được tài khoản trên Cổng. Hồ sơ vẫn nhận như thường. Hỏi tài khoản trực tiếp người dân, hoặc xem trên Cổng.',
    en: 'The way in use cannot look up accounts at the portal. The dossier is received as usual. Ask the citizen for the account, or look at the portal.',
    status: 409,
  },
  'FETCH-NUMBER-MISSING': {
    vi: 'Hồ sơ chưa có số định danh 12 chữ số hoặc số CMND 9 chữ số nên chưa tra được. Bấm Sửa người yêu cầu để bổ sung, rồi tra lại.',
    en: 'The dossier has no personal number of 12 digits or old identity number of 9, so nothing was asked. Add it by Correct the requester, then look up again.',
    status: 422,
  },
  'FETCH-TOO-MANY': {
    vi: 'Đã tra nhiều lần trong ít phút nên trạm tạm dừng. Chưa tra được tài khoản này; hồ sơ vẫn nhận như thường. Chờ vài phút rồi tra lại.',
    en: 'Many look-ups were made within a few minutes, so the station pauses. This account was not looked up; the dossier is received as usual. Wait some minutes, then look up again.',
    status: 429,
  },
} as const;
