import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const COUNTER = fileURLToPath(new URL('../python/apps/counter.py', import.meta.url));
const SHARED = fileURLToPath(new URL('../python/', import.meta.url));

export const preview = {
  name: 'preview',
  kind: 'embedded',
  level: 'page',
  title: "`flet-embed run`: unmodified Flet inside the Node process that serves Flet's own Flutter client",
  capabilities: ['page'],
  async openPage({ controls, python }) {
    const args = ['run', COUNTER, '--no-open', '--no-reload', ...(python === undefined ? [] : ['--python', python])];
    const child = spawn(process.execPath, [COMMAND, ...args, '--', String(controls)], {
      env: { ...process.env, PYTHONPATH: SHARED, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await addressIn(child.stdout);
    return {
      url,
      close: () =>
        new Promise((resolve) => {
          child.once('exit', resolve);
          child.kill('SIGINT');
        }),
    };
  },
};

function addressIn(stream) {
  return new Promise((resolve, reject) => {
    let printed = '';
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const found = /http:\/\/\S+/.exec(printed);
      if (found !== null) resolve(found[0]);
    });
    stream.once('end', () => reject(new Error(`Expected the address of the page but the preview ended:\n${printed}`)));
  });
}
