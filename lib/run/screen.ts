/** Whether a page can be shown here; the reason where it cannot. */
export type Screen = { readonly shows: true; readonly why: string } | { readonly shows: false; readonly why: string };

/** Looks at the environment alone: nothing is started. */
export function findScreen(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): Screen {
  if (env['CI']) return { shows: false, why: 'this is a build server (CI is set)' };
  if (platform === 'darwin' || platform === 'win32') return { shows: true, why: 'this system has a screen' };
  if (env['WAYLAND_DISPLAY'] || env['DISPLAY']) return { shows: true, why: 'DISPLAY or WAYLAND_DISPLAY is set' };
  return { shows: false, why: 'neither DISPLAY nor WAYLAND_DISPLAY is set' };
}
