/** Where the headless client sends something else than Flet's own client on purpose, and why. */

export interface Difference {
  family: string;
  gesture: string;
  /** What the headless client sends instead. */
  sends: readonly string[];
  reason: string;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    family: 'cupertino-slider',
    gesture: 'drag',
    sends: [
      'E CupertinoSlider change_start 2',
      'P CupertinoSlider value=5',
      'E CupertinoSlider change',
      'E CupertinoSlider change_end 5',
    ],
    reason:
      "Flet's own client tells 0 as the value at the start, wherever the thumb stands; the headless one tells the value, " +
      'which is what the event is for.',
  },
  {
    family: 'date-range-picker',
    gesture: 'Save',
    sends: [
      'P DateRangePicker end_value=date(2026-03-07T00:00:00.000+00:00) open=false start_value=date(2026-03-04T00:00:00.000+00:00)',
      'E DateRangePicker change extension(0)',
      'E DateRangePicker dismiss false',
    ],
    reason:
      "Flet's own client cannot encode the range: compiled to JavaScript it sends a text, compiled natively or to " +
      'WebAssembly an empty extension, as the headless one does. Handlers read the values of the control.',
  },
  {
    family: 'navigation-drawer',
    gesture: 'open',
    sends: ['E Button click', 'A View null'],
    reason: "The result of `show_drawer` is two nils in Flet's own client, a remnant of how it waits; Python drops it.",
  },
  {
    family: 'page',
    gesture: 'switch to dark colours',
    sends: ['P Page platform_brightness="dark"', 'E Page platform_brightness_change {brightness:"dark",data:"dark"}'],
    reason:
      "Flet's own client tells a text where Python's event has a field, so that handlers miss it. The headless one tells " +
      'both; with `faithful: true` it tells the text alone.',
  },
  {
    family: 'text-selection',
    gesture: 'mark all by keys',
    sends: [
      'P TextField selection={affinity:"downstream",base_offset:0,directional:false,extent_offset:11}',
      'E TextField selection_change {selected_text:"Hello world",selection:{affinity:"downstream",base_offset:0,directional:false,extent_offset:11}}',
    ],
    reason:
      'A click puts the caret between two letters. Without a layout nobody knows between which; `selectText` puts it ' +
      'where it is told to.',
  },
];
