/** The imaginary device on which an app under test runs. */

import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageProfile } from '../flet/index.js';
import type { StoragePaths } from '../flet/methods/storage-paths.js';

const PLATFORMS = new Set(['android', 'fuchsia', 'ios', 'linux', 'macos', 'windows']);
const PHONES = new Set(['android', 'ios']);

/**
 * The page that a client for tests registers with.
 *
 * @param platform What the tests ask for (`FLET_TEST_PLATFORM`); without it a device that is called as a platform is one.
 */
export function testPage(platform: string | undefined, device: string | undefined): PageProfile {
  const name = [platform, device, HERE[process.platform]].find((each) => each !== undefined && PLATFORMS.has(each));
  return { platform: name ?? 'linux', ...(PHONES.has(name ?? '') ? { width: 400, height: 800 } : {}) };
}

const HERE: Readonly<Record<string, string>> = { darwin: 'macos', win32: 'windows' };

/** Folders that exist, for apps that ask where they may write. */
export function testStorage(folder: string = join(tmpdir(), `flet-embed-test-${process.pid}`)): StoragePaths {
  const [cache, documents, support, temporary] = ['cache', 'documents', 'support', 'temporary'].map((name) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }) as [string, string, string, string];
  return {
    application_cache_directory: cache,
    application_documents_directory: documents,
    application_support_directory: support,
    temporary_directory: temporary,
    downloads_directory: documents,
    console_log_filename: join(cache, 'console.log'),
  };
}
