import { orders } from '../transports/orders.mjs';
import { SCRIPTS, SHARED } from './child/python-peer.mjs';
import { installPackage, requirePackage } from './install/node-package.mjs';

const PACKAGE = 'pyodide';

const SETUP = `
import sys
sys.path[:0] = ["/shared", "/scripts"]
import calls
from pyodide.ffi import to_js

def answer(message):
    return to_js(calls.answer(message.to_bytes()))
`;

export default {
  name: 'pyodide',
  kind: 'peer',
  title: 'pyodide 314.0.7: CPython as WebAssembly on the JavaScript thread, a plain call',
  level: 'bytes',
  // Nothing runs beside the caller: there are no threads, and no second core.
  capabilities: ['round-trip', 'pipelined', 'large'],
  setUp: (where) => installPackage(PACKAGE, '314.0.7', where),
  async open(role, { cache, options }) {
    const { loadPyodide } = requirePackage(PACKAGE, { cache });
    const pyodide = await loadPyodide();
    pyodide.mountNodeFS('/shared', SHARED);
    pyodide.mountNodeFS('/scripts', SCRIPTS);
    pyodide.runPython(SETUP);
    pyodide.globals.get('calls').begin(orders(role, options));
    const answer = pyodide.globals.get('answer');
    return {
      // A Buffer is refused.
      call: async (data) => answer(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
      async close() {
        answer.destroy();
      },
    };
  },
};
