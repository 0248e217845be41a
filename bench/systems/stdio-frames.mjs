import { setImmediate as turn } from 'node:timers/promises';
import { orders } from '../transports/orders.mjs';
import { SocketChannel } from '../transports/socket-channel.mjs';
import { CHANNEL } from './capabilities.mjs';
import { Pipes } from './channels/pipes.mjs';
import { startPeer } from './child/python-peer.mjs';

export default {
  name: 'stdio-frames',
  kind: 'transport',
  title: 'Python in a child process: frames by hand over its standard input and output, a thread that waits',
  level: 'bytes',
  capabilities: CHANNEL,
  async open(role, { executable, options }) {
    const child = startPeer(executable, 'stdio_frames.py', [orders(role, options)], { stdio: ['pipe', 'pipe'] });
    const pipes = new Pipes(child);
    return {
      channel: new SocketChannel(pipes, true),
      async close() {
        // What was sent in this turn of the event loop is written at its end.
        await turn();
        pipes.end();
        await child.ended();
      },
    };
  },
};
