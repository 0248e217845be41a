import type { MethodTable } from './method.js';

export const WAKELOCK: MethodTable = {
  enable: ({ services }) => {
    services.wakelock = true;
    return null;
  },
  disable: ({ services }) => {
    services.wakelock = false;
    return null;
  },
  is_enabled: ({ services }) => services.wakelock,
};
