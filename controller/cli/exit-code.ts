/** What a command tells its shell: OpenTofu's codes, and 128 + SIGINT. */
export const exitCode = { ok: 0, error: 1, changes: 2, interrupted: 130 } as const;
