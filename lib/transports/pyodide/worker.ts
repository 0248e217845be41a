/** The worker: loads Pyodide, gives Python its side of the channels, and runs programs. Knows neither Node nor browsers. */

import pythonSources from 'flet-embed:python-sources';
import type { loadPyodide, PyodideAPI } from 'pyodide';
import {
  type FrameFailure,
  type FrameProgram,
  type FrameStatus,
  HOST_FRAMES,
  type HostFrame,
  type WorkerFrame,
} from './frame.js';
import { PYTHON_FOLDER, type WorkerStart } from './start.js';
import { type MessageEnd, Wire } from './wire.js';
import { pythonModule, statusOf } from './worker-python.js';
import { WorkerSide } from './worker-side.js';

/** `flet_embed_pyodide.program.ProgramRunner` */
interface Runner {
  run(kind: number, target: string, args: readonly string[], env: readonly string[]): Promise<string>;
  begin(): void;
  request_stop(): void;
  report(): string;
}

export interface PyodideModule {
  readonly loadPyodide: typeof loadPyodide;
}

/** What differs between the workers of Node and of browsers. */
export interface WorkerScope {
  /** Imports the module of Pyodide. */
  load(indexURL: string | undefined): Promise<PyodideModule>;
  /** Asks about each error that nobody has caught: true takes it on. */
  onuncaught(handle: (error: unknown) => boolean): void;
}

/** Serves the host at the other end of a port, for as long as the worker lives. */
export async function serve(end: MessageEnd, start: WorkerStart, scope: WorkerScope): Promise<void> {
  const wire = new Wire<WorkerFrame, HostFrame>(end, HOST_FRAMES, true);
  const side = new WorkerSide(wire);
  let pyodide: PyodideAPI | undefined;
  let runner: Runner | undefined;
  wire.onframe = (frame) => {
    switch (frame[0]) {
      case 'run':
      case 'stop':
        // The host waits for `ready` before it asks for anything.
        if (runner !== undefined) obey(frame, runner);
        break;
      default:
        side.receive(frame);
    }
  };

  const obey = (frame: Extract<HostFrame, readonly ['run' | 'stop', ...unknown[]]>, python: Runner): void => {
    if (frame[0] === 'run') {
      python.begin();
      void run(frame[1], python);
    } else if (frame[1] === 'report') {
      wire.post(['report', python.report()]);
    } else {
      // Python has come back to its loop: nothing is left to be interrupted.
      if (start.interrupt !== undefined) Atomics.store(start.interrupt, 0, 0);
      wire.post(['stopping']);
      python.request_stop();
    }
  };
  // An interruption that comes too late hits whatever Python does next, outside the program too.
  scope.onuncaught((error) => {
    if ((error as { type?: string }).type !== 'KeyboardInterrupt' || runner === undefined) return false;
    runner.request_stop();
    return true;
  });

  const run = async ({ kind, target, args, env, mounts }: FrameProgram, python: Runner): Promise<void> => {
    const mounted: string[] = [];
    let status: FrameStatus;
    try {
      for (const folder of mounts) if (mount(pyodide!, folder)) mounted.push(folder);
      status = statusOf(await python.run(kind, target, args, env));
    } catch (error) {
      status = { code: 1, stopped: false, error: failureOf(error) };
    }
    for (const folder of mounted.reverse()) pyodide!.FS.unmount(folder);
    side.endProgram(status.error);
    wire.post(['ended', status]);
  };

  try {
    pyodide = await loadPython(start, scope);
    pyodide.registerJsModule(
      '_flet_embed_worker',
      pythonModule(side, (stream, bytes) => wire.post(['output', stream, bytes])),
    );
    runner = pyodide.runPython('import flet_embed_pyodide\nflet_embed_pyodide.start()') as Runner;
    wire.post(['ready', pyodide.runPython('import platform\nplatform.python_version()') as string]);
  } catch (error) {
    const failure = failureOf(error);
    wire.post(['failed', (error as { code?: string }).code ?? '', failure.message, failure]);
  }
}

async function loadPython(start: WorkerStart, scope: WorkerScope): Promise<PyodideAPI> {
  const { indexURL, wheels, files, mounts, env, interrupt } = start;
  const { loadPyodide } = await scope.load(indexURL);
  const pyodide = await loadPyodide({
    ...(indexURL === undefined ? {} : { indexURL }),
    env: { HOME: '/home/pyodide', ...env },
    // The same on every engine: where stack switching is missing nothing could wait.
    enableRunUntilComplete: false,
  });
  const { FS } = pyodide;
  for (const folder of mounts) mount(pyodide, folder);
  for (const { path, bytes } of files) {
    FS.mkdirTree(path.slice(0, path.lastIndexOf('/')) || '/');
    FS.writeFile(path, bytes);
  }
  for (const [name, text] of Object.entries(pythonSources)) {
    const path = `${PYTHON_FOLDER}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
    FS.writeFile(path, text);
  }
  const extractDir = pyodide.runPython('import site\nsite.getsitepackages()[0]') as string;
  for (const { name, bytes } of wheels) {
    try {
      pyodide.unpackArchive(bytes, 'wheel', { extractDir });
    } catch (error) {
      const { message } = failureOf(error);
      throw Object.assign(new Error(`The wheel ${name} cannot be used: ${message}`), {
        code: 'ERR_EMBED_PYODIDE_WHEELS',
      });
    }
  }
  pyodide.runPython(`import sys\nsys.path.append('${PYTHON_FOLDER}')`);
  if (interrupt !== undefined) pyodide.setInterruptBuffer(interrupt);
  return pyodide;
}

/** Lets Python see a folder of the host under its own path; false: it does already. */
function mount({ FS }: PyodideAPI, folder: string): boolean {
  FS.mkdirTree(folder);
  const { node } = FS.lookupPath(folder, {});
  if (node.mount.opts?.['root'] !== undefined && node.mount.mountpoint === folder) return false;
  FS.mount(FS.filesystems.NODEFS, { root: folder }, folder);
  return true;
}

/** What Pyodide throws for an exception of Python holds its traceback as the message. */
function failureOf(error: unknown): FrameFailure {
  const {
    name = 'Error',
    type = name,
    message = String(error),
  } = error as {
    name?: string;
    type?: string;
    message?: string;
  };
  const lines = message.trimEnd().split('\n');
  if (!message.includes('Traceback (most recent call last)')) return { type, message, traceback: '' };
  return { type, message: lines.at(-1)!.replace(`${type}: `, ''), traceback: message };
}
