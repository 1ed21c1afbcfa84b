import { chance } from './prng.ts';

/** The commune's own list of registrations, drawn from the numbers its listings show: most hold, some are over, some are for another place or fewer people, some were never given. */
export const registrationsCsv = (capture: string): string => {
  const luck = chance(2024_1028);
  const [head = '', ...lines] = capture.trim().split('\n');
  const columns = head.split(','), [lat, lon] = [columns.indexOf('latitude'), columns.indexOf('longitude')];
  const seen = new Set<string>();
  const rows = lines.flatMap((line) => {
    const number = /DEMO-\d{6}/.exec(line)?.[0], cells = line.replace(/"[^"]*"/g, '').split(',');
    if (number === undefined || seen.has(number) || luck.odds(0.12)) return [];
    seen.add(number);
    const far = luck.odds(0.06) ? 0.012 : 0.0006, place = cells[lat] !== '' && luck.odds(0.7);
    return [[number, `Titulaire fictif ${String(seen.size)}`, luck.pick([2, 4, 4, 6]), luck.odds(0.3) ? luck.pick([90, 120]) : '', '2024-01-01', luck.odds(0.08) ? '2026-05-31' : '', place ? (Number(cells[lon]) + far).toFixed(6) : '', place ? (Number(cells[lat]) - far / 2).toFixed(6) : ''].join(';')];
  });
  return ['number;holder;capacity;night_cap;valid_from;valid_to;lon;lat', ...rows].join('\n');
};
