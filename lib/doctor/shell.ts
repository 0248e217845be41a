/** Parts of commands that can be copied into a shell. */

/** A word of a command: as it is where that is safe, else in double quotes, which every shell here understands. */
export function shellWord(text: string): string {
  const isSafe = process.platform === 'win32' ? /^[\w@%+=:,./\\-]+$/ : /^[\w@%+=:,./-]+$/;
  if (isSafe.test(text)) return text;
  return `"${process.platform === 'win32' ? text : text.replace(/["$`\\]/g, '\\$&')}"`;
}

/** The system's own way of installing something. `debian`, `brew`, `winget`: what it is called there. */
export function systemInstall(names: { debian: string; brew: string; winget: string }): string {
  if (process.platform === 'darwin') return `brew install ${names.brew}`;
  if (process.platform === 'win32') return `winget install ${names.winget}`;
  return `sudo apt install ${names.debian}`;
}
