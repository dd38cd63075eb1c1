/** The sentences of the `STATION-…` failures: what the station finds wrong with itself while it runs. */
export const stationCodes = {
  'STATION-UNWELL': {
    vi: 'Một phần của trạm không trả lời, nên trạm sẽ được khởi động lại. Việc đã làm vẫn còn. Chờ vài giây rồi thử lại.',
    en: 'A part of the station does not answer, so the station will be started again. What was done is kept. Wait a few seconds and try again.',
    status: 503,
  },
  'STATION-LAN-ABSENT': {
    vi: 'Máy trạm hiện không có địa chỉ mạng đã đặt, nên các máy khác chưa vào được trạm. Hồ sơ vẫn an toàn; tại chính máy trạm vẫn làm việc được. Cắm lại dây mạng, hoặc báo kỹ thuật viên đặt lại địa chỉ; có lại địa chỉ là trạm tự phục vụ tiếp.',
    en: 'The station’s machine does not have the network address that was set, so other machines cannot reach the station. The dossiers are safe, and work goes on at the box itself. Plug the network cable in again, or ask the technician to set the address right; once it is back the station serves it by itself.',
    status: 503,
  },
} as const;
