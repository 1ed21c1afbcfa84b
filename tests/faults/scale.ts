/** True under `npm run test:long`: the full counts instead of a handful. */
export const LONG = process.env['SOMMIER_LONG'] !== undefined;

/** A count by its name in the environment, else the long or the short one. */
export const scale = (name: string, long: number, short: number): number => Number(process.env[`SOMMIER_FAULTS_${name}`] ?? (LONG ? long : short));

/** Everything by chance in these tests starts from here. */
export const SEED = 20261122;

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
