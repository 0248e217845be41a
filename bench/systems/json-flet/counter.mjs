const PARTS = ['row', 'text', 'elevatedbutton'];

/** The counter of bench/apps in a client of the JSON protocols. `end` ends the app. */
export async function jsonCounter(client, controls, end) {
  await client.until(({ controls: all }) => all.filter(({ t }) => PARTS.includes(t)).length === controls);
  const { controls: all } = client.page;
  const number = all.find(({ t }) => t === 'text');
  const plus = all.find(({ t, text }) => t === 'elevatedbutton' && text === '+');
  let count = 0;
  return {
    async click() {
      const expected = String(++count);
      client.event(plus.i, 'click');
      await client.until(() => number.value === expected);
    },
    close: end,
  };
}
