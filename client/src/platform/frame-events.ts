/** What the bar asks of the screen below it: the palette belongs to the map's feature, the button to the frame. */
export const FRAME_EVENTS = { find: 'sommier:find' } as const;
