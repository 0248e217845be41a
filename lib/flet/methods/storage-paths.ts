import type { WireValue } from '../values.js';
import type { Method, MethodTable } from './method.js';

/** Folders of the app, as Flet's `StoragePaths` names them. */
export interface StoragePaths {
  application_cache_directory?: string;
  application_documents_directory?: string;
  application_support_directory?: string;
  temporary_directory?: string;
  console_log_filename?: string;
  downloads_directory?: string;
  library_directory?: string;
  external_storage_directory?: string;
  external_storage_directories?: string[];
  external_cache_directories?: string[];
}

/** Every platform has these, and Flet cannot take nil for them. */
const REQUIRED = [
  'application_cache_directory',
  'application_documents_directory',
  'application_support_directory',
  'temporary_directory',
  'console_log_filename',
] as const;

/** Nil where the platform has none. */
const OPTIONAL = [
  'downloads_directory',
  'library_directory',
  'external_storage_directory',
  'external_storage_directories',
  'external_cache_directories',
] as const;

export const STORAGE_PATHS: MethodTable = Object.fromEntries([
  ...REQUIRED.map((name) => [`get_${name}`, required(name)] as const),
  ...OPTIONAL.map((name) => [`get_${name}`, optional(name)] as const),
]);

function required(name: keyof StoragePaths): Method {
  return ({ services }) => {
    const path = services.storagePaths[name];
    if (path === undefined) throw new Error(`Exception: No ${name}: pass storagePaths to FletClient.connect`);
    return path as WireValue;
  };
}

function optional(name: keyof StoragePaths): Method {
  return ({ services }) => services.storagePaths[name] ?? null;
}
