/** A project of somebody who uses the package as it was built: files, and the test runners that run them. */

import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../repository/sources.js';

export const PYTHON = process.env['FLET_EMBED_TEST_PYTHON'] ?? join(ROOT, '.venv');

/** Only for hangs. */
const HANG_LIMIT = 60_000;

export interface Outcome {
  /** `file > test` and its messages; none when it has passed. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
  /** What the runner has printed. */
  readonly output: string;
  readonly code: number | null;
}

interface JsonReport {
  testResults: { name: string; message: string; assertionResults: { title: string; failureMessages: string[] }[] }[];
}

export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'flet-embed-project-')));

  constructor(files: Readonly<Record<string, string>>) {
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(ROOT, join(this.folder, 'node_modules/flet-embed'));
    symlinkSync(join(ROOT, 'node_modules/vitest'), join(this.folder, 'node_modules/vitest'));
    symlinkSync(join(ROOT, 'examples'), join(this.folder, 'examples'));
    this.write({ 'package.json': '{ "type": "module" }', ...files });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  /** The files of a folder; none where there is no folder. */
  list(path: string): string[] {
    try {
      return readdirSync(join(this.folder, path));
    } catch {
      return [];
    }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** `vitest run`, with these arguments behind it. */
  vitest(...args: string[]): Outcome {
    const report = join(this.folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
    const run = this.node(join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args);
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as JsonReport;
    const tests: Record<string, string[]> = {};
    for (const { name, message, assertionResults } of testResults) {
      const file = name.slice(this.folder.length + 1);
      if (assertionResults.length === 0) tests[file] = [message];
      for (const { title, failureMessages } of assertionResults) tests[`${file} > ${title}`] = failureMessages;
    }
    return { ...run, tests };
  }

  node(...args: string[]): { output: string; code: number | null } {
    // Not the marks of the runner that runs this: they would make node:test speak to it.
    const { PATH = '', HOME = '' } = process.env;
    const { stdout, stderr, status, error } = spawnSync(process.execPath, args, {
      cwd: this.folder,
      env: { PATH, HOME, NO_COLOR: '1', FLET_EMBED_PYTHON: PYTHON },
      encoding: 'utf8',
      timeout: HANG_LIMIT,
    });
    if (error !== undefined) throw new Error(`${error.message}\n${stdout}${stderr}`, { cause: error });
    return { output: stdout + stderr, code: status };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
