const maxLine = 600;
const maxKept = 30;

/** Cuts a stream into lines at `\n` and `\r`. A line over the limit is cut short and its rest forgotten. */
export class LineReader {
  #rest = '';
  readonly #onLine: (line: string) => void;
  readonly #decoder = new TextDecoder();

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  feed(piece: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split(/[\r\n]/);
    this.#rest = (lines.pop() ?? '').slice(0, maxLine);
    for (const line of lines) if (line !== '') this.#onLine(line.slice(0, maxLine));
  }

  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest);
    this.#rest = '';
  }
}

/** What `scanimage -p` reports on stderr: progress is passed on, the last other lines are kept as evidence. */
export class ReportReader {
  readonly #kept: string[] = [];
  readonly #onProgress: (percent: number) => void;
  #percent = -1;

  constructor(onProgress: (percent: number) => void) {
    this.#onProgress = onProgress;
  }

  line(line: string): void {
    const progress = /^Progress: (\d{1,3}(?:\.\d+)?)%$/.exec(line);
    if (progress !== null) {
      const percent = Math.min(100, Math.floor(Number(progress[1])));
      if (percent !== this.#percent) this.#onProgress(percent);
      this.#percent = percent;
      return;
    }
    this.#kept.push(line);
    if (this.#kept.length > maxKept) this.#kept.shift();
  }

  get text(): string {
    return this.#kept.join('\n');
  }
}
