/** What a command tells its shell: OpenTofu's codes, and 128 + SIGINT. */
export const exitCode = { ok: 0, error: 1, changes: 2, interrupted: 130 } as const;

/** The exit code of a command that only looks. */
export function codeOf(
  complete: boolean,
  something: boolean,
  { detailedExitcode }: { detailedExitcode?: boolean | undefined },
): number {
  if (!complete) return exitCode.error;
  return something && detailedExitcode ? exitCode.changes : exitCode.ok;
}
