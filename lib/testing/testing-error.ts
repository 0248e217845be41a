/** What goes wrong in a test. Match on `code`, which is stable; the message is made for people. */

/** Every code and when it is used. */
export const TESTING_ERROR_CODES = {
  ERR_EMBED_TEST_NOT_FOUND: 'no control matches the locator',
  ERR_EMBED_TEST_AMBIGUOUS: 'several controls match a locator where one is needed',
  ERR_EMBED_TEST_HIDDEN: 'the control is there, but a user would not see it',
  ERR_EMBED_TEST_DISABLED: 'the control, or something around it, is disabled',
  ERR_EMBED_TEST_COVERED: 'something open lies over the control',
  ERR_EMBED_TEST_REFUSED: 'the control does not take this gesture or value',
  ERR_EMBED_TEST_MISMATCH: 'an assertion does not hold',
  ERR_EMBED_TEST_APP_ERROR: 'the app has raised an error that the test did not expect',
  ERR_EMBED_TEST_APP_ENDED: 'the app has ended',
  ERR_EMBED_TEST_TIMEOUT: 'the app did not come to rest, or did not answer, in time',
  ERR_EMBED_TEST_NO_ERROR: 'an expected error of the app did not come',
  ERR_EMBED_TEST_NO_CLOCK: 'the app was started without a clock of its own',
  ERR_EMBED_TEST_NO_ICONS: 'the names of icons are not known here',
  ERR_EMBED_TEST_NO_VIEW: 'the app cannot be shown: something else has started it',
} as const satisfies Record<`ERR_EMBED_TEST_${string}`, string>;

export type TestingErrorCode = keyof typeof TESTING_ERROR_CODES;

/** A failed action or assertion. Its stack begins at the line of the test. */
export class TestingError extends Error {
  readonly code: TestingErrorCode;

  constructor(code: TestingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static {
    TestingError.prototype.name = 'TestingError';
  }
}
