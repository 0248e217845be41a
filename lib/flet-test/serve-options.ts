/** What one run of an app under test needs to know, in either mode. */
export interface ServeOptions {
  /** Where pytest listens: the app in host mode, the tester in device mode. */
  readonly address: { readonly host: string; readonly port: number };
  /** What the tests ask for, as Flet calls it: `linux`, `android` … */
  readonly platform: string | undefined;
  readonly device: string | undefined;
  /** Where the folders of the app lie. */
  readonly folder: string | undefined;
}
