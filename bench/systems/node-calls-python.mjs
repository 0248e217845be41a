import { delimiter, join } from 'node:path';
import { orders } from '../transports/orders.mjs';
import { CALL } from './capabilities.mjs';
import { SCRIPTS, SHARED } from './child/python-peer.mjs';
import { projectPython } from './install/environment.mjs';
import { installPackage, requirePackage } from './install/node-package.mjs';

const PACKAGE = 'node-calls-python';

export default {
  name: 'node-calls-python',
  kind: 'peer',
  title: "node-calls-python 1.11.1: Python in this process, an awaited call on one of libuv's threads",
  level: 'bytes',
  capabilities: CALL,
  /** Compiled against the Python that the other systems run: the one whose `python3-config` comes first. */
  async setUp(where) {
    const python = await projectPython();
    const env = { PATH: [join(python.prefix, 'bin'), process.env.PATH].join(delimiter) };
    await installPackage(PACKAGE, '1.11.1', where, { env, builtFor: python });
  },
  async open(role, { cache, options }) {
    const { interpreter } = requirePackage(PACKAGE, { cache });
    interpreter.addImportPath(SHARED);
    interpreter.addImportPath(SCRIPTS);
    const calls = await interpreter.import(join(SCRIPTS, 'calls.py'), false);
    await interpreter.call(calls, 'begin', orders(role, options));
    return {
      async call(data) {
        const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
        return new Uint8Array(await interpreter.call(calls, 'answer', bytes));
      },
      close: () => interpreter.call(calls, 'end'),
    };
  },
};
