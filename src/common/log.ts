import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * The program's log: JSON lines for journald. It carries ids, codes, counts and durations, never personal data:
 * the fields that could hold some are removed here as a second line of defence.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: {
      paths: [
        'pin',
        'password',
        'requester',
        'fullName',
        'name',
        'cookie',
        'req.headers',
        'body',
        '*.pin',
        '*.password',
      ],
      remove: true,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
