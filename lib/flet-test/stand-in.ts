/** The folder that a run of tests uses: the `flutter` that Flet starts, and what Flet expects to find beside it. */

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, temporaryFolder } from '../launch/temporary-folder.js';

/** In device mode Flet looks for the driver of a Flutter test, which must not be empty. It is never run. */
const DRIVER = '// The app under test runs on a client without Flutter.\n';

export class StandIn implements Disposable {
  readonly folder = temporaryFolder('flet-embed-test-');
  /** What `FLET_TEST_FLUTTER_EXE` is set to. */
  readonly executable: string;

  /** @param program The file that stands in for Flutter. */
  constructor(program: string) {
    const isWindows = process.platform === 'win32';
    this.executable = join(this.folder, isWindows ? 'flutter.cmd' : 'flutter');
    const [node, file] = [process.execPath, program];
    writeFileSync(
      this.executable,
      isWindows ? `@"${node}" "${file}" %*\r\n` : `#!/bin/sh\nexec ${quoted(node)} ${quoted(file)} "$@"\n`,
    );
    chmodSync(this.executable, 0o755);
    const driver = join(this.folder, 'integration_test');
    mkdirSync(driver);
    writeFileSync(join(driver, 'app_test.dart'), DRIVER);
  }

  [Symbol.dispose](): void {
    removeFolder(this.folder);
  }
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
