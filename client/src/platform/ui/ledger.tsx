import { Fragment, type ReactNode } from 'react';

export type Line = [label: ReactNode, value: ReactNode];
/** Label and value, ruled; what the source did not say is left out of the list and counted by the caller if it matters. */
export const Ledger = ({ lines }: { lines: readonly (Line | false | null)[] }) => (
  <dl className="led">{lines.filter((l): l is Line => !!l).map(([label, value], i) => <Fragment key={i}><dt>{label}</dt><dd>{value}</dd></Fragment>)}</dl>
);
/** A line only where there is something to say. */
export const said = (label: ReactNode, value: string | number | null | undefined, show: (v: string) => ReactNode = (v) => <bdi>{v}</bdi>): Line | null =>
  (value === null || value === undefined || value === '' ? null : [label, show(String(value))]);
