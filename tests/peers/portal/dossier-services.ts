/** DongBoHoSoMC, CapNhatTienDoHoSoMC and TraCuuHoSo, whatever form they come in. */
import type { Keeper, WireAnswer } from './keeper.ts';
import { type OnlineCounter, onlineServices } from './online.ts';
import { faultsOf, WireDossier, WireStep } from './wire.ts';

export const dossierServices: readonly string[] = [
  ...['DongBoHoSoMC', 'CapNhatTienDoHoSoMC', 'TraCuuHoSo'],
  ...onlineServices,
];

export class DossierDesk {
  readonly #keeper: Keeper;
  readonly #existsCode: string | number;
  /** What citizens filed here: a dossier under such a code is the same one. */
  readonly online: OnlineCounter;

  /** @param existsCode  the code with which it says "đã tồn tại" */
  constructor(keeper: Keeper, existsCode: string | number, online: OnlineCounter) {
    this.online = online;
    this.#keeper = keeper;
    this.#existsCode = existsCode;
  }

  sync(unit: string, updating: unknown, elements: readonly unknown[]): WireAnswer {
    if (updating !== 'True' && updating !== 'False') return { error_code: '-1', message: 'isUpdating không hợp lệ' };
    for (const element of elements) {
      const wrong = faultsOf(WireDossier, element);
      if (wrong.length > 0) return { error_code: '-2', message: `Dữ liệu không hợp lệ: ${wrong.join('; ')}` };
    }
    const dossiers = elements as WireDossier[];
    for (const dossier of dossiers) {
      const filed = this.online.find(dossier.MaHoSo);
      if (filed && (dossier.KenhThucHien !== '2' || dossier.MaDoiTuong !== filed.MaDoiTuong)) {
        return { error_code: '-2', message: 'KenhThucHien hoặc MaDoiTuong không khớp với hồ sơ nộp trực tuyến' };
      }
      const known = this.#keeper.has(dossier.MaHoSo) || filed !== undefined;
      if (updating === 'False' && known) {
        return { error_code: this.#existsCode, message: `Mã hồ sơ ${dossier.MaHoSo} đã tồn tại` };
      }
      if (updating === 'True' && !known) {
        return { error_code: '4', message: `Mã hồ sơ ${dossier.MaHoSo} không tồn tại` };
      }
    }
    for (const dossier of dossiers) {
      if (updating === 'True' && this.#keeper.has(dossier.MaHoSo)) this.#keeper.update(dossier);
      else this.#keeper.add(unit, dossier);
    }
    return { error_code: '0', message: 'Đồng bộ hồ sơ thành công' };
  }

  progress(elements: readonly unknown[]): WireAnswer {
    if (elements.length > 10) return { error_code: '-1', message: 'Quá 10 tiến độ trong một lần gửi' };
    for (const element of elements) {
      const wrong = faultsOf(WireStep, element);
      if (wrong.length > 0) return { error_code: '-2', message: `Dữ liệu không hợp lệ: ${wrong.join('; ')}` };
    }
    const steps = elements as WireStep[];
    const unknown = steps.find((step) => !this.#keeper.has(step.MaHoSo));
    if (unknown) return { error_code: '5', message: `Chưa đồng bộ hồ sơ ${unknown.MaHoSo}` };
    if (steps.some((step, i) => i > 0 && step.ThoiDiemXuLy < (steps[i - 1]?.ThoiDiemXuLy ?? ''))) {
      return { error_code: '6', message: 'Tiến độ không theo thứ tự thời gian' };
    }
    for (const step of steps) this.#keeper.step(step);
    return { error_code: 0, message: 'Cập nhật tiến độ thành công' };
  }

  lookUp(dossierCode: string): WireAnswer {
    const kept = this.#keeper.list().flatMap(({ code, content }) => (code === dossierCode ? [content] : []));
    const filed = this.online.find(dossierCode);
    const own = filed ? [{ MaHoSo: filed.MaHoSo, MaTTHC: filed.MaTTHC, TrangThaiHoSo: filed.TrangThaiHoSo }] : [];
    const result: unknown[] = kept.length > 0 ? kept : own;
    return { error_code: '0', message: 'Thành công', result };
  }
}
