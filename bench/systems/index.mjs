// What the benchmark compares its own transports with. Each is the default export of the file that has its name: a process that
// measures loads that one alone, so that what the others import does not show in its figures. A system:
//
//   name           unique, kebab-case
//   kind           'transport' | 'peer' | 'historical'
//   title          a line for the report
//   level          'bytes' | 'app' | 'page'
//   capabilities   what it can take part in (capabilities.mjs)
//   setUp({ cache, log })
//                  installs what it needs into the folder `cache`; again: at once. Throws an error for people to read.
//   open(role, { python, executable, cache, options })
//                  level 'bytes'. Resolves with `{ channel or call, close }`:
//                  channel: send(bytes): Promise, receive(): Promise<Uint8Array>, for await; or call(bytes): Promise<Uint8Array>.
//                  Roles: bench/python/roles.py. Options: bench/transports/orders.mjs.
//   openApp({ controls, python, executable, cache })
//                  level 'app'. A counter in Flet (bench/apps) among so many controls. Resolves with `{ click, close }`; click()
//                  resolves when the number has changed in the client's tree.
//   openPage({ controls, python, cache })
//                  level 'page'. The same counter in Flet's own Flutter client: `{ url, close }`.
//   openFlet({ script, args, env, python, executable, cache })
//                  capability 'flet'. Any app of Flet 1.0: `{ client, close }`, with the product's client.
//
// `python` is what this process embeds (a virtual environment or an executable), `executable` its program. One system is opened
// once in a process: not all of them can be opened again.

import dartBridge from './dart-bridge.mjs';
import flet01Fletd from './flet-0-1-fletd.mjs';
import flet012Unix from './flet-0-12-unix.mjs';
import fletDartBridge from './flet-dart-bridge.mjs';
import fletTcp from './flet-tcp.mjs';
import fletUnix from './flet-unix.mjs';
import fletWeb from './flet-web.mjs';
import fletWebsocket from './flet-websocket.mjs';
import nodeCallsPython from './node-calls-python.mjs';
import pyodide from './pyodide.mjs';
import pythonShell from './python-shell.mjs';
import pythonia from './pythonia.mjs';
import stdioFrames from './stdio-frames.mjs';
import tcpAsyncio from './tcp-asyncio.mjs';
import tcpStreams from './tcp-streams.mjs';
import unixStreams from './unix-streams.mjs';
import zeromq from './zeromq.mjs';

export const SYSTEMS = Object.freeze([
  unixStreams,
  tcpAsyncio,
  tcpStreams,
  stdioFrames,
  dartBridge,
  nodeCallsPython,
  pythonia,
  pythonShell,
  zeromq,
  pyodide,
  fletUnix,
  fletTcp,
  fletWebsocket,
  fletWeb,
  fletDartBridge,
  flet012Unix,
  flet01Fletd,
]);
