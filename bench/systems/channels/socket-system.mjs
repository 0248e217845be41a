import { setImmediate as turn } from 'node:timers/promises';
import { orders } from '../../transports/orders.mjs';
import { SocketChannel } from '../../transports/socket-channel.mjs';
import { startPeer } from '../child/python-peer.mjs';
import { Listener } from './listener.mjs';

/** A Python process that connects to a socket of ours: `kind` is 'unix' or 'tcp', `script` its Python side. */
export function socketSystem({ name, title, kind, script, capabilities }) {
  return {
    name,
    kind: 'transport',
    title,
    level: 'bytes',
    capabilities,
    async open(role, { executable, options = {} }) {
      const listener = await Listener.open(kind);
      const child = startPeer(executable, script, [listener.address, orders(role, options)]);
      const socket = await listener.accept(child);
      return {
        channel: new SocketChannel(socket, options.batched ?? true),
        async close() {
          // What was sent in this turn of the event loop is written at its end.
          await turn();
          socket.end();
          await child.ended();
        },
      };
    },
  };
}
