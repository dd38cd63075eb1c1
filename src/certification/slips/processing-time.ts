import { civilDate, civilTime } from '../../common/vietnam-time.ts';
import { CUT_OFF, EXTENSION_GROUND_WORDS } from '../due-time.ts';
import type { SlipDossier } from './facts.ts';
import { printable } from './words.ts';

/** The time that the law gives for this dossier, and the reason for it (NĐ 23/2015 Điều 7 and 21). */
export function processingTime({ receivedAt, dueAt, extension }: SlipDossier): string {
  if (extension !== null) {
    const ground = EXTENSION_GROUND_WORDS[extension.ground].vi.toLocaleLowerCase('vi');
    const law = 'Điều 21 Nghị định 23/2015/NĐ-CP';
    return extension.kind === 'days'
      ? `Kéo dài thêm ${String(extension.days).padStart(2, '0')} ngày làm việc, vì ${ground} (${law})`
      : `Theo thỏa thuận bằng văn bản ${printable(extension.agreement)}, vì ${ground} (${law})`;
  }
  const law = 'Điều 7 Nghị định 23/2015/NĐ-CP';
  if (civilDate(receivedAt) === civilDate(dueAt)) return `Trong ngày tiếp nhận (${law})`;
  return `Ngày làm việc tiếp theo, ${lateReception(receivedAt)} (${law})`;
}

/** Received on a day off, or after 15 giờ to the full second, as the due time counts. */
function lateReception(receivedAt: number): string {
  const { hour, minute, second, weekday } = civilTime(receivedAt);
  const late = hour * 3600 + minute * 60 + second > CUT_OFF.hour * 3600 + CUT_OFF.minute * 60;
  const weekend = weekday === 0 || weekday === 6;
  return late && !weekend ? 'do tiếp nhận sau 15 giờ' : 'do tiếp nhận ngoài ngày làm việc';
}
