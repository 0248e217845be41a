import { constant, type MethodTable } from '../method.js';

export const FLASHLIGHT: MethodTable = {
  on: ({ services }) => {
    services.flashlight = true;
    return null;
  },
  off: ({ services }) => {
    services.flashlight = false;
    return null;
  },
  ...constant({ is_available: true }),
};
