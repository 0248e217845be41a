import { EmbedError } from '../errors.js';

/**
 * Takes the memory of a message away from its owner, without a copy: `data` is empty afterwards.
 *
 * Only a view of a whole `ArrayBuffer` of its own can be given away: everything else would take other views along, or
 * be silently copied. Throws `ERR_EMBED_NOT_TRANSFERABLE` with nothing detached.
 */
export function takeMemory(data: Uint8Array): Uint8Array {
  checkTransferable(data);
  const { buffer } = data;
  const { byteLength } = buffer;
  let moved: ArrayBufferLike;
  try {
    moved = structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
  } catch {
    throw notTransferable('memory that JavaScript does not own, such as that of WebAssembly');
  }
  // Memory that Node has marked as not transferable, its pool for small buffers for one, is copied without a word.
  if (byteLength > 0 && buffer.byteLength > 0) throw notTransferable("memory of Node's buffer pool");
  return new Uint8Array(moved);
}

/** What can be told without trying. */
export function checkTransferable(data: Uint8Array): void {
  const { buffer } = data;
  if (!(Object.prototype.toString.call(buffer) === '[object ArrayBuffer]')) throw notTransferable('shared memory');
  if ((buffer as { resizable?: boolean }).resizable === true) throw notTransferable('a resizable ArrayBuffer');
  if (data.byteOffset !== 0 || data.byteLength !== buffer.byteLength) {
    throw notTransferable(`a view of ${data.byteLength} bytes of an ArrayBuffer of ${buffer.byteLength}`);
  }
}

function notTransferable(what: string): EmbedError {
  return new EmbedError(
    'ERR_EMBED_NOT_TRANSFERABLE',
    `Expected a Uint8Array over a whole ArrayBuffer of its own for transfer but received ${what}; ` +
      'send it without { transfer: true }, or copy it first: new Uint8Array(data)',
  );
}
