// Tries the built files, as they are, on CPython 3.14: in Debian's testing suite, unpacked into a folder, with the Node that
// comes with it. Nothing of this machine changes but that folder. Needs Linux, root, debootstrap, and a network.
//
//   node scripts/try-newer-python.mjs [folder]      default: .cache/debian-testing; an unpacked one is used again
//
// Environment: DEBIAN_MIRROR, the address of a Debian archive; default: the one that apt uses on this machine

import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ROOT } from './project.mjs';

const folder = resolve(process.argv[2] ?? join(ROOT, '.cache/debian-testing'));
const mirror = process.env.DEBIAN_MIRROR ?? aptArchive();
const PACKAGES = ['nodejs', 'python3.14', 'python3.14-venv', 'libpython3.14', 'ca-certificates'];

/** What of the project goes into the folder, and where its packages from npm lie. */
const FILES = [
  'package.json',
  'dist',
  'build/Release/flet_embed.node',
  'python/flet_embed',
  'examples',
  'test/fixtures',
];
const DEPENDENCIES = ['node-gyp-build', '@msgpack/msgpack'];

run(!existsSync(join(folder, 'usr/bin/python3.14')), 'debootstrap', [
  ...['--variant=minbase', `--include=${PACKAGES.join(',')}`],
  // The script by its path: older versions of debootstrap do not know the suite by name.
  ...['testing', folder, mirror, '/usr/share/debootstrap/scripts/sid'],
]);

const project = join(folder, 'flet-embed');
rmSync(project, { recursive: true, force: true });
for (const path of [...FILES, ...DEPENDENCIES.map((name) => `node_modules/${name}`)]) {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  cpSync(join(ROOT, path), join(project, path), { recursive: true, dereference: true });
}
bringCertificates();

run(!existsSync(join(folder, 'proc/self')), 'mount', ['-t', 'proc', 'proc', join(folder, 'proc')]);
try {
  inside(!existsSync(join(folder, 'venv/bin/flet')), '/usr/bin/python3.14', ['-m', 'venv', '/venv']);
  inside(!existsSync(join(folder, 'venv/bin/flet')), '/venv/bin/python', [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:'],
    ...['flet==1.0.5', 'numpy', 'websockets'],
  ]);
  for (const script of ['smoke', 'counter']) {
    inside(true, '/usr/bin/node', [`/flet-embed/test/fixtures/environment/${script}.mjs`, '/venv']);
  }
  for (const example of ['numpy', 'asyncio-mix']) {
    inside(true, '/bin/sh', ['-c', `ln -sfn /venv /flet-embed/.venv && node /flet-embed/examples/${example}/run.mjs`]);
  }
  console.log('The built files work on CPython 3.14');
} finally {
  unmount();
}

function aptArchive() {
  const targets = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'];
  const { stdout } = spawnSync('apt-get', targets, { encoding: 'utf8' });
  const archive = stdout?.split('\n')[0];
  if (archive) return archive;
  console.error(
    'Expected the address of a Debian archive in DEBIAN_MIRROR, as apt knows none; run apt-get update, or set it',
  );
  process.exit(2);
}

function unmount() {
  spawnSync('umount', [join(folder, 'proc')]);
}

function inside(due, program, args) {
  run(due, 'chroot', [folder, program, ...args]);
}

function run(due, program, args) {
  if (!due) return;
  console.log(`$ ${program} ${args.join(' ')}`);
  const { status, error } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  });
  if (status === 0) return;
  console.error(error?.message ?? `${program} ended with code ${status}`);
  if (error?.code === 'ENOENT' && program === 'debootstrap') console.error('apt install debootstrap brings it');
  unmount();
  process.exit(1);
}

/** The folder trusts whom this machine trusts: a network may have an authority of its own. */
function bringCertificates() {
  for (const path of ['/etc/resolv.conf', '/etc/ssl/certs/ca-certificates.crt']) {
    if (existsSync(path)) copyFileSync(path, join(folder, path));
  }
}
