import { once } from 'node:events';
import { orders } from '../transports/orders.mjs';
import { CHANNEL } from './capabilities.mjs';
import { Arrivals } from './channels/arrivals.mjs';
import { SCRIPTS, SHARED } from './child/python-peer.mjs';
import { installPackage, requirePackage } from './install/node-package.mjs';

const PACKAGE = 'python-shell';

export default {
  name: 'python-shell',
  kind: 'peer',
  title:
    'python-shell 5.0.0: Python in a child process, lines of text over its standard input and output; bytes travel as base64',
  level: 'bytes',
  capabilities: CHANNEL,
  setUp: (where) => installPackage(PACKAGE, '5.0.0', where),
  async open(role, { executable, cache, options }) {
    const { PythonShell } = requirePackage(PACKAGE, { cache });
    const shell = new PythonShell('base64_lines.py', {
      mode: 'text',
      scriptPath: SCRIPTS,
      pythonPath: executable,
      args: [orders(role, options)],
      env: { ...process.env, PYTHONPATH: SHARED },
    });
    const arrivals = new Arrivals();
    shell.on('message', (line) => arrivals.add(Buffer.from(line, 'base64')));
    shell.on('pythonError', (error) => arrivals.end(error));
    shell.on('error', (error) => arrivals.end(error));
    const closed = once(shell, 'close');
    return {
      channel: {
        // It takes whatever it is given, and does not tell when that is too much.
        async send(data) {
          shell.send(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'));
        },
        receive: () => arrivals.next(),
        [Symbol.asyncIterator]: () => arrivals.iterator(),
      },
      async close() {
        shell.end(() => {});
        await closed;
      },
    };
  },
};
