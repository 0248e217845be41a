import type { MethodTable } from './method.js';

export const CONNECTIVITY: MethodTable = {
  get_connectivity: ({ services }) => services.connectivity,
};
