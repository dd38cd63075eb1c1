/** The sentences of the `STATION-…` failures: what the station finds wrong with itself while it runs. */
export const stationCodes = {
  'STATION-UNWELL': {
    vi: 'Một phần của trạm không trả lời, nên trạm sẽ được khởi động lại. Việc đã làm vẫn còn. Chờ vài giây rồi thử lại.',
    en: 'A part of the station does not answer, so the station will be started again. What was done is kept. Wait a few seconds and try again.',
    status: 503,
  },
} as const;
