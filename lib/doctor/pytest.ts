/** What `flet-embed test` needs in Python. */

import { type Check, check } from './check.js';
import type { ExaminedPython } from './examine-python.js';
import { whyUnknown } from './flet.js';
import { pipInstall } from './pip.js';

export function checkPytest(examined: ExaminedPython, name: 'pytest' | 'pytest-asyncio'): Check {
  const version = examined.versions?.[name];
  if (version === undefined) return check(name, false, 'unknown', whyUnknown(examined));
  if (version !== null) return check(name, false, 'ok', version, { details: { version } });
  const fix = pipInstall(examined, name);
  return check(name, false, 'missing', 'not installed; «flet-embed test» needs it', { fix });
}
