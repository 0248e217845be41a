/** The exit codes that the commands share. What each of them says is in its help. */
export const EXIT = {
  /** All is well. */
  ok: 0,
  /** What the command was for has failed: an app, a test, a requirement. */
  failed: 1,
  /** A wrong command line. */
  usage: 2,
} as const;
