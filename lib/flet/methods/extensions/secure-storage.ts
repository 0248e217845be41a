import { type MethodTable, stringArgument } from '../method.js';

export const SECURE_STORAGE: MethodTable = {
  get_availability: () => true,
  set: ({ services }, _control, args) => {
    services.secureStorage.set(stringArgument(args, 'key'), stringArgument(args, 'value'));
    return null;
  },
  get: ({ services }, _control, args) => services.secureStorage.get(stringArgument(args, 'key')) ?? null,
  get_all: ({ services }) => Object.fromEntries(services.secureStorage),
  contains_key: ({ services }, _control, args) => services.secureStorage.has(stringArgument(args, 'key')),
  remove: ({ services }, _control, args) => {
    services.secureStorage.delete(stringArgument(args, 'key'));
    return null;
  },
  clear: ({ services }) => {
    services.secureStorage.clear();
    return null;
  },
};
