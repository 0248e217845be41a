import { join } from 'node:path';
import { orders } from '../transports/orders.mjs';
import { CALL } from './capabilities.mjs';
import { SCRIPTS, SHARED } from './child/python-peer.mjs';
import { installPackage, requirePackage } from './install/node-package.mjs';

const PACKAGE = 'pythonia';

export default {
  name: 'pythonia',
  kind: 'peer',
  title: 'pythonia 1.2.6 (JSPyBridge): Python in a child process, JSON over a pipe; bytes travel as base64',
  level: 'bytes',
  capabilities: CALL,
  setUp: (where) => installPackage(PACKAGE, '1.2.6', where),
  async open(role, { executable, cache, options }) {
    // Read when the package is loaded, which starts the child.
    Object.assign(process.env, { PYTHON_BIN: executable, PYTHONPATH: [SHARED, SCRIPTS].join(':') });
    const { python } = requirePackage(PACKAGE, { cache });
    const calls = await python(join(SCRIPTS, 'base64_calls.py'));
    await calls.begin(orders(role, options));
    return {
      async call(data) {
        const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
        return Buffer.from(await calls.answer(text), 'base64');
      },
      async close() {
        await calls.end();
        python.exit();
      },
    };
  },
};
