/** As much of the standard WebSocket as a port needs; those of browsers, of Node 22 and of the package `ws` have it. */
export interface WebSocketLike {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'error', listener: (event: { message?: string; error?: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: WebSocketClose) => void): void;
  /** Beyond the standard, where the package has it: the other side is held back. */
  pause?(): void;
  resume?(): void;
  /** Beyond the standard: ends it at once, with what is still to be sent. */
  terminate?(): void;
}

export interface WebSocketClose {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** Makes one. The third argument is for `ws`; others ignore it. */
export type WebSocketClass = new (
  url: string,
  protocols: string[],
  options: { maxPayload: number; perMessageDeflate: boolean },
) => WebSocketLike;

/** `readyState` once it is connected. */
export const OPEN = 1;

/** Closed because that side is done: normally, by leaving, without a code, for a restart. */
const ORDERLY = new Set([1000, 1001, 1005, 1012]);

export function isOrderly({ code, wasClean }: WebSocketClose): boolean {
  return wasClean && ORDERLY.has(code);
}
