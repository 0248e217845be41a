/** Both sides of a worker in one thread, without the worker: what `lib/transports/pyodide` is made of. */

import type { Channel, ChannelOptions } from '../../lib/channel.js';
import { validateChannelOptions } from '../../lib/channel-options.js';
import { HOST_FRAMES, type HostFrame, WORKER_FRAMES, type WorkerFrame } from '../../lib/transports/pyodide/frame.js';
import { HostSide } from '../../lib/transports/pyodide/host-side.js';
import { type MessageEnd, Wire } from '../../lib/transports/pyodide/wire.js';
import { WorkerSide } from '../../lib/transports/pyodide/worker-side.js';
import { QueueChannel } from '../../lib/transports/queue-channel.js';

type ChannelFrame<Frame> = Exclude<
  Frame,
  readonly ['run' | 'stop' | 'ready' | 'failed' | 'output' | 'ended' | 'stopping' | 'report', ...unknown[]]
>;

export class WorkerEnds {
  readonly hostWire: Wire<HostFrame, WorkerFrame>;
  readonly workerWire: Wire<WorkerFrame, HostFrame>;
  readonly hostSide: HostSide;
  readonly workerSide: WorkerSide;
  readonly #opened: Channel[] = [];
  #syncing: Promise<void> = Promise.resolve();
  #pings: [Channel, Channel] | undefined;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.hostWire = new Wire(port1 as unknown as MessageEnd, WORKER_FRAMES, false);
    this.workerWire = new Wire(port2 as unknown as MessageEnd, HOST_FRAMES, true);
    this.hostSide = new HostSide(this.hostWire);
    this.workerSide = new WorkerSide(this.workerWire);
    this.hostWire.onframe = (frame) => this.hostSide.receive(frame as ChannelFrame<WorkerFrame>);
    this.workerWire.onframe = (frame) => this.workerSide.receive(frame as ChannelFrame<HostFrame>);
  }

  host(name: string, options?: ChannelOptions): Channel {
    validateChannelOptions(options, `channel '${name}'`);
    return this.#keep(new QueueChannel(name, this.hostSide.open(name, options)));
  }

  worker(name: string, options: ChannelOptions = {}): Channel {
    return this.#keep(new QueueChannel(name, this.workerSide.open(name, options)));
  }

  /** Whatever either side has done can be seen on the other one. Those who wait for that are served in their order. */
  sync(): Promise<void> {
    this.#syncing = this.#syncing.then(() => this.#ping());
    return this.#syncing;
  }

  async #ping(): Promise<void> {
    this.#pings ??= [this.host('sync'), this.worker('sync')];
    const [host, worker] = this.#pings;
    await host.send(new Uint8Array(1));
    await worker.receive();
    await worker.send(new Uint8Array(1));
    await host.receive();
  }

  dispose(): void {
    for (const channel of this.#opened) channel.destroy();
    this.hostWire.close();
    this.workerWire.close();
  }

  #keep(channel: Channel): Channel {
    this.#opened.push(channel);
    return channel;
  }
}
