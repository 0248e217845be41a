/** Finds the compiled Flutter client: the folder `web` of the package `flet-web` beside a Python. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbedError } from '../errors.js';
import { PreviewError } from './preview-error.js';

export interface FletWeb {
  /** The folder with `index.html`. */
  web: string;
  /** Of `flet-web`; null for a folder that `FLET_WEB_PATH` names. */
  version: string | null;
  /** Of `flet`; null where that is not installed. */
  flet: string | null;
}

/** Imports neither package. `FLET_WEB_PATH` is Flet's own way to name another folder. */
const PROGRAM = `
import importlib.metadata, importlib.util, json, os

def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None

web = os.environ.get("FLET_WEB_PATH")
found = {"web": web, "version": None, "flet": version("flet")}
spec = None if web else importlib.util.find_spec("flet_web")
if spec is not None and spec.submodule_search_locations:
    found["web"] = os.path.join(list(spec.submodule_search_locations)[0], "web")
    found["version"] = version("flet-web")
print(json.dumps(found))
`;

const FILES = ['index.html', 'flutter_bootstrap.js'];

/**
 * Asks a Python where its `flet-web` is.
 *
 * @param python An executable.
 * @throws PreviewError `ERR_EMBED_PREVIEW_WEB` with the command that mends it; EmbedError `ERR_EMBED_PYTHON_BROKEN` where the
 * executable does not run.
 */
export async function findWeb(python: string): Promise<FletWeb> {
  const { web, version, flet } = await ask(python);
  const fix = `install it: ${python} -m pip install flet-web${flet === null ? '' : `==${flet}`}`;
  const problem = (what: string): PreviewError => new PreviewError('ERR_EMBED_PREVIEW_WEB', `${what}; ${fix}`);
  if (web === null) {
    throw problem(`Expected the package flet-web, which has the real Flutter client, beside ${python} but found none`);
  }
  if (version !== null && flet !== null && version !== flet) {
    throw problem(`Expected flet-web ${flet}, as flet beside ${python}, but found ${version}`);
  }
  const missing = FILES.find((name) => !existsSync(join(web, name)));
  if (missing !== undefined) throw problem(`Expected the Flutter client in ${web} but found no ${missing} there`);
  return { web, version, flet };
}

type Answer = Omit<FletWeb, 'web'> & { web: string | null };

async function ask(python: string): Promise<Answer> {
  try {
    // -P: nothing of the working directory is taken for a module.
    const { stdout } = await promisify(execFile)(python, ['-P', '-c', PROGRAM], { encoding: 'utf8' });
    return JSON.parse(stdout) as Answer;
  } catch (cause) {
    const what = `Expected ${python} to run and to say where flet-web is, but it failed: ${(cause as Error).message}`;
    throw new EmbedError('ERR_EMBED_PYTHON_BROKEN', what, { cause });
  }
}
