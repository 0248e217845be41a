import type { PythonInfo } from '../runtime.js';
import { Interpreter } from './interpreter.js';
import { type AppSource, resolveSource } from './options.js';

/** What has been found for an app before it is launched. */
export interface WarmUp {
  readonly python: PythonInfo;
  /** Flet's version; undefined: this Python has none, as the launch will say. */
  readonly flet: string | undefined;
}

/** Imports what every app imports: it stays imported. */
const IMPORT_FLET = `
from importlib.metadata import PackageNotFoundError, version
try:
    print(version("flet"))
    import flet
except (PackageNotFoundError, ImportError):
    pass
`;

/** Starts this process's interpreter and imports Flet there, so that the launch that follows is a quick one. */
export async function warmUp(app: AppSource, python?: string): Promise<WarmUp> {
  const { title, folder } = resolveSource(app);
  let flet: string | undefined;
  const request = {
    title,
    program: { code: IMPORT_FLET, args: [], env: {} },
    python,
    folder,
    onoutput: (line: string) => {
      flet ??= line;
    },
  };
  const interpreter = await Interpreter.get(request);
  const place = await interpreter.start(request);
  await place.ended;
  await place.stop();
  return { python: interpreter.runtime.python, flet };
}
