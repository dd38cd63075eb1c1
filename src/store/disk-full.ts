const codes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/**
 * Whether an exception says that there is no space left, on the disk or in its quota: what a file write (open(2), write(2))
 * or SQLite answers then. It is nobody's bug, and ends when somebody makes space.
 */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.includes(error.code);
}
