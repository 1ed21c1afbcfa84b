import { useState } from 'react';

interface Line { saveData?: boolean; effectiveType?: string }
const keyOf = (person: string): string => `sommier.sober.${person}`;

/** What the device says of its line: the reader asked it to spare data, or it is 2G. Not every browser tells. */
export const lineIsSlow = (line: Line | undefined = (navigator as { connection?: Line }).connection): boolean => line?.saveData === true || /^(slow-)?2g$/.test(line?.effectiveType ?? '');

/** The sober mode of a person on this device: as chosen, else on where the line is slow. `chosen` is false while nothing was. */
export const useSober = (person: string): { sober: boolean; chosen: boolean; set: (on: boolean) => void } => {
  const [kept, keep] = useState(() => localStorage.getItem(keyOf(person)));
  const set = (on: boolean) => { localStorage.setItem(keyOf(person), on ? 'yes' : 'no'); keep(on ? 'yes' : 'no'); };
  return { sober: kept === null ? lineIsSlow() : kept === 'yes', chosen: kept !== null, set };
};
