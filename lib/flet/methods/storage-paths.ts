import type { Method, MethodTable } from './method.js';
import type { StoragePaths } from './services.js';

const REQUIRED = [
  'application_cache_directory',
  'application_documents_directory',
  'application_support_directory',
  'temporary_directory',
  'console_log_filename',
] as const;

/** Nil where the platform has none. */
const OPTIONAL = ['downloads_directory', 'library_directory', 'external_storage_directory'] as const;

export const STORAGE_PATHS: MethodTable = Object.fromEntries([
  ...REQUIRED.map((name) => [`get_${name}`, required(name)] as const),
  ...OPTIONAL.map((name) => [`get_${name}`, optional(name)] as const),
  ['get_external_storage_directories', optional('external_storage_directory', (path) => [path])],
  ['get_external_cache_directories', () => null],
]);

function required(name: keyof StoragePaths): Method {
  return ({ services }) => {
    const path = services.storagePaths[name];
    if (path === undefined) throw new Error(`Exception: No ${name}: pass storagePaths to FletClient.connect`);
    return path;
  };
}

function optional(name: keyof StoragePaths, present: (path: string) => string | string[] = (path) => path): Method {
  return ({ services }) => {
    const path = services.storagePaths[name];
    return path === undefined ? null : present(path);
  };
}
