/** What a client has sent, in a form that two clients can be compared in, and that people can read. */

import {
  Action,
  DateTime,
  Double,
  Duration,
  decodePacket,
  Extension,
  JsText,
  TimeOfDay,
} from '../../lib/flet/index.js';

/** One message: `P Checkbox value=true`, `E Checkbox change true`. */
export interface SentPacket {
  /** The line without what it says of values: packets with the same are alike. */
  readonly kind: string;
  readonly line: string;
}

/** The name of a control by its id: `Checkbox`, or `Checkbox#agree` where it has a key. */
export type NameOf = (id: number) => string;

/** The controls that an app has sent, by their ids. */
export class SeenControls {
  readonly #names = new Map<number, string>([
    [1, 'Page'],
    [2, 'Window'],
  ]);

  readonly nameOf: NameOf = (id) => this.#names.get(id) ?? `unknown ${id}`;

  /** Looks into a message of the app. */
  see(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.see(item);
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array || Array.isArray(value)) return;
    const { _c: type, _i: id, key } = value as Record<string, unknown>;
    if (typeof type === 'string' && typeof id === 'number') this.#names.set(id, nameFor(type, key));
    for (const item of Object.values(value)) this.see(item);
  }
}

function nameFor(type: string, key: unknown): string {
  return typeof key === 'string' ? `${type}#${key}` : type;
}

/** A message of a client: `[action, body]`. Undefined for what is no message of a gesture. */
export function describePacket(packet: Uint8Array, nameOf: NameOf): SentPacket | undefined {
  const decoded = decodePacket(packet);
  if (decoded.kind !== 'message') return undefined;
  return describeMessage(decoded.value as [number, Record<string, unknown>], nameOf);
}

export function describeMessage(
  [action, body]: readonly [number, Record<string, unknown>],
  nameOf: NameOf,
): SentPacket | undefined {
  switch (action) {
    case Action.UPDATE_CONTROL_PROPS: {
      const name = nameOf(body['id'] as number);
      const entries = Object.entries(body['props'] as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
      const texts = entries.map(([key, value]) => `${key}=${valueText(value, nameOf)}`);
      return { kind: `P ${name} ${entries.map(([key]) => key).join()}`, line: `P ${name} ${texts.join(' ')}` };
    }
    case Action.CONTROL_EVENT: {
      const event = `E ${nameOf(body['target'] as number)} ${String(body['name'])}`;
      const data = dataText(event, body['data'], nameOf);
      return { kind: event, line: data === 'null' ? event : `${event} ${data}` };
    }
    case Action.INVOKE_METHOD: {
      const answer = `A ${nameOf(body['control_id'] as number)}`;
      const error = body['error'] == null ? '' : ` error=${JSON.stringify(body['error'])}`;
      return { kind: answer, line: `${answer} ${valueText(body['result'], nameOf)}${error}` };
    }
    default:
      return undefined;
  }
}

/** Numbers in the data of events that count something; all others tell places, speeds and moments. */
const COUNTS = new Set([
  'ic',
  'idx',
  'ci',
  'pc',
  'index',
  'data',
  'new_index',
  'old_index',
  'base_offset',
  'extent_offset',
]);

/** Events whose data is the id of a control as text. */
const TELLS_ID = new Set(['E PopupMenuButton select']);

function dataText(event: string, data: unknown, nameOf: NameOf): string {
  if (TELLS_ID.has(event)) return `<${nameOf(Number(data))}>`;
  return isPlain(data) ? formText(data, nameOf) : valueText(data, nameOf);
}

/** A map with numbers reduced to their form, `#`. */
function formText(value: unknown, nameOf: NameOf, key = ''): string {
  const number = value instanceof Double ? value.value : value;
  if (typeof number === 'number') {
    if (key === 'src_id' || key === 'id') return `<${nameOf(number)}>`;
    return COUNTS.has(key) ? String(number) : '#';
  }
  if (value instanceof Duration) return '#';
  if (!isPlain(value)) return valueText(value, nameOf);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${name}:${formText(item, nameOf, name)}`).join()}}`;
}

function valueText(value: unknown, nameOf: NameOf): string {
  if (value instanceof Double) return String(value.value);
  if (value instanceof DateTime) return `date(${value.iso})`;
  if (value instanceof TimeOfDay) return `time(${value.hour}:${value.minute})`;
  if (value instanceof Duration) return `duration(${value.microseconds})`;
  if (value instanceof JsText) return `js(${value.text})`;
  if (value instanceof Extension) return `extension(${value.type})`;
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item, nameOf)).join()}]`;
  if (isPlain(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, item]) => `${name}:${valueText(item, nameOf)}`).join()}}`;
  }
  return JSON.stringify(value ?? null);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The longest group of packets that a stream repeats: properties, event and what another control says to it. */
const LONGEST_GROUP = 4;

/** A stream with each run of alike groups reduced to its last one. */
export function withoutRepeats(packets: readonly SentPacket[]): SentPacket[] {
  const kept: SentPacket[] = [];
  for (const packet of packets) {
    kept.push(packet);
    for (let length = 1; length <= LONGEST_GROUP; length++) {
      const last = kept.slice(-length);
      const before = kept.slice(-2 * length, -length);
      if (before.length !== length || before.some(({ kind }, at) => kind !== last[at]!.kind)) continue;
      kept.splice(-2 * length, length);
      break;
    }
  }
  return kept;
}

/** The lines of a gesture. */
export function linesOf(packets: readonly SentPacket[], isStream: boolean): string[] {
  return (isStream ? withoutRepeats(packets) : packets).map(({ line }) => line);
}
