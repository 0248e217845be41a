import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, pbkdf2Sync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, embedded, endOf, fixture, startEmbedded } from './host-process.js';
import { bindingsTo } from './loader-bindings.js';
import { VENVS } from './pythons.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flet-embed-extensions-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A certificate for one run, with its key. */
function makeCertificate(): string {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const names = ['-subj', '/CN=localhost', '-keyout', key, '-out', certificate];
  const openssl = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...names];
  execFileSync('openssl', openssl, { stdio: 'ignore' });
  const both = join(folder, 'both.pem');
  writeFileSync(both, execFileSync('cat', [key, certificate]));
  return both;
}

describe.each(VENVS.map(({ version, venv }) => [version, venv] as const))('CPython %s', (_, venv) => {
  test('C extensions compute what Node computes', async () => {
    const printed = await embedded('extensions.py', {
      args: [makeCertificate()],
      options: { python: venv },
      env: { A_VARIABLE: 'seen' },
    });
    const results = JSON.parse(printed);
    const text = Buffer.from('The quick brown fox jumps over the lazy dog'.repeat(1000));
    for (const [name, digest] of Object.entries(results.hashlib)) {
      expect(digest, name).toBe(createHash(name).update(text).digest('hex'));
    }
    expect(results.pbkdf2).toBe(pbkdf2Sync('password', 'salt', 1000, 32, 'sha256').toString('hex'));
    expect(inflateSync(Buffer.from(results.zlib, 'hex'))).toEqual(text);
    expect(results.sqlite3).toEqual([5050, 1]);
    expect(results.msgpack).toBe('81a1619401cb4004000000000000c0c40100');
    expect(results['msgpack in C']).toBe('msgpack._cmsgpack');
    expect(results.numpy).toEqual([1, 3]);
    expect(results.ctypes).toBe(42);
    expect(results.ssl).toEqual(['TLSv1.3', 'secret']);
    expect(results.environment).toBe('seen');
  });
});

/** Which libraries Node holds other versions of, or use those. */
const CRITICAL = /^(_ssl|_hashlib|zlib|libssl|libcrypto|libz|libpython3)\b/;

describe.runIf(process.platform === 'linux' && isGlibc())('symbols on glibc', () => {
  /** Which of Python's libraries bound symbols to the node executable. */
  async function boundToNode(deepBind: boolean): Promise<{ seen: string[]; bound: string[] }> {
    const log = join(folder, `bindings-${deepBind}`);
    const child = startEmbedded('import_libraries.py', {
      options: { deepBind },
      env: { LD_DEBUG: 'bindings', LD_DEBUG_OUTPUT: log, LD_BIND_NOW: '1' },
    });
    const ended: Ended = await endOf(child);
    expect(ended.code, ended.stderr).toBe(0);
    const counts = bindingsTo(process.execPath, `${log}.${child.pid}`);
    const critical = [...counts].filter(([library]) => CRITICAL.test(library));
    return {
      seen: critical.map(([library]) => library),
      bound: critical.filter(([, count]) => count > 0).map(([library]) => library),
    };
  }

  test('no library of Python binds to the OpenSSL and zlib of Node', async () => {
    const { seen, bound } = await boundToNode(true);
    for (const name of ['_ssl', '_hashlib', 'libcrypto', 'libssl', 'libpython3']) {
      expect(
        seen.some((library) => library.startsWith(name)),
        `${name} in ${seen.join(' ')}`,
      ).toBe(true);
    }
    expect(bound).toEqual([]);
  });

  test('without deepBind they do: the test above can tell', async () => {
    const { bound } = await boundToNode(false);
    expect(bound.some((library) => library.startsWith('_ssl'))).toBe(true);
  });
});

/** The C++ compiler that built the addon, or one that is there; undefined where there is none. */
const compiler = [process.env['CXX'], 'c++', 'g++', 'clang++'].find(
  (name) => name && spawnSync(name, ['--version']).status === 0,
);

test.runIf(compiler !== undefined && process.platform !== 'win32')(
  'a C++ extension prints through std::cout and std::cerr',
  async () => {
    const library = join(folder, 'stream.so');
    execFileSync(compiler!, ['-shared', '-fPIC', '-o', library, fixture('stream.cc')]);
    const ended = await endOf(startEmbedded('load_stream.py', { args: [library] }));
    expect(ended).toEqual({ code: 0, signal: null, stdout: 'from std::cout\n', stderr: 'from std::cerr\n' });
  },
);

function isGlibc(): boolean {
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime !== undefined;
}
