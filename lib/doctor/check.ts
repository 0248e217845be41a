/** What one check has found. These names are what `flet-embed doctor --json` prints: scripts read them. */

export type CheckName =
  | 'node'
  | 'addon'
  | 'python'
  | 'libpython'
  | 'flet'
  | 'flet-web'
  | 'playwright-core'
  | 'chromium'
  | 'display'
  | 'pytest'
  | 'pytest-asyncio';

export type CheckStatus =
  | 'ok'
  | 'missing'
  /** It is there, but cannot be used. */
  | 'wrong'
  /** Could not be looked at, because of what another check says. */
  | 'unknown';

export interface Check {
  readonly name: CheckName;
  readonly status: CheckStatus;
  /** Whether Flet apps need it; the rest is for one purpose, which `found` names where it is missing. */
  readonly required: boolean;
  /** What was found, or what is wrong, for people. The first line says it; further lines say more. */
  readonly found: string;
  /** A command for a shell that mends it; null when nothing is to be mended, or when no command does. */
  readonly fix: string | null;
  /** The same for programs; the keys depend on the name, and are there as far as they are known. */
  readonly details: Readonly<Record<string, string>>;
}

type Rest = Partial<Pick<Check, 'fix' | 'details'>>;

/** A check with the defaults filled in. */
export function check(
  name: CheckName,
  required: boolean,
  status: CheckStatus,
  found: string,
  { fix = null, details = {} }: Rest = {},
): Check {
  return { name, status, required, found, fix, details };
}

/** True when nothing that is required is missing or wrong, and all of it could be looked at. */
export function isWell(checks: readonly Check[]): boolean {
  return checks.every(({ required, status }) => !required || status === 'ok');
}
