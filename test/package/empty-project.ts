import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmScript, runNode } from './command.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/package/', import.meta.url));

/** A user's project, in a temporary folder, on a machine that has Node and nothing else: no compiler, make or network. */
export class EmptyProject {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'flet-embed-package-')));
  readonly #path: string;

  constructor() {
    writeFileSync(join(this.folder, 'package.json'), '{ "name": "empty-project", "private": true }\n');
    this.#path = join(this.folder, 'bin');
    mkdirSync(this.#path);
    // A folder of its own: beside node there may well be a compiler. (Windows has no links for everybody, nor one there.)
    if (process.platform === 'win32') this.#path = dirname(process.execPath);
    else symlinkSync(process.execPath, join(this.#path, 'node'));
  }

  install(tarballs: readonly string[], ...options: string[]): void {
    const args = ['install', '--offline', '--no-audit', '--no-fund', ...options, ...tarballs];
    this.#node(npmScript(), args, { HOME: this.folder, npm_config_cache: join(this.folder, 'npm-cache') });
  }

  /** Runs a fixture and returns what it printed, as JSON. */
  run(fixture: string, env: Record<string, string>): unknown {
    return JSON.parse(this.#node(this.copy(fixture), [], { HOME: this.folder, ...env }));
  }

  /** Checks the types of a fixture, which becomes the file of that name; throws with the compiler's complaints. */
  checkTypes(compiler: string, fixture: string, file: string, compilerOptions: Record<string, unknown>): void {
    const files = [this.copy(fixture, file)];
    const config = join(this.folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ compilerOptions, files }));
    this.#node(compiler, ['--project', config], {});
  }

  /** What npm wrote down about the packages it installed. */
  installed(): Record<string, { hasInstallScript?: boolean; version: string }> {
    const lock = JSON.parse(readFileSync(join(this.folder, 'package-lock.json'), 'utf8'));
    return lock.packages;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Puts a fixture into the project; returns where it lies. */
  copy(fixture: string, file = fixture): string {
    const target = join(this.folder, file);
    cpSync(join(FIXTURES, fixture), target);
    return target;
  }

  #node(script: string, args: readonly string[], env: Record<string, string>): string {
    return runNode(script, args, { cwd: this.folder, env: { PATH: this.#path, ...env } });
  }
}
