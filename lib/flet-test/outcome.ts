/** How the run of one app ended. */
export interface Outcome {
  /** The tests asked for the end; else the connection just ended. */
  readonly tornDown: boolean;
  /** What this side could not do: each makes the tests fail. */
  readonly failures: readonly string[];
}
