import type { WireValue } from '../values.js';
import { type MethodTable, stringArgument } from './method.js';

export const SHARED_PREFERENCES: MethodTable = {
  set: ({ services }, _control, args) => {
    const { value } = args;
    if (!isStorable(value)) throw new Error(`Exception: Unsupported value type: ${typeof value}`);
    services.preferences.set(stringArgument(args, 'key'), value);
    return true;
  },
  get: ({ services }, _control, args) => services.preferences.get(stringArgument(args, 'key')),
  contains_key: ({ services }, _control, args) => services.preferences.has(stringArgument(args, 'key')),
  remove: ({ services }, _control, args) => services.preferences.delete(stringArgument(args, 'key')),
  clear: ({ services }) => {
    services.preferences.clear();
    return true;
  },
  get_keys: ({ services }, _control, { key_prefix: prefix }) => {
    const start = typeof prefix === 'string' ? prefix : '';
    return [...services.preferences.keys()].filter((key) => key.startsWith(start));
  },
};

function isStorable(value: WireValue): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return ['string', 'boolean', 'number', 'bigint'].includes(typeof value);
}
