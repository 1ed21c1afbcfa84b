import './weights.css';
import type { ReactNode } from 'react';
import { Ref } from './basics.tsx';

export interface WeightRow { key: string; label: ReactNode; left: ReactNode; right: ReactNode; weight: number }
interface WeightsProps { label: string; heads: readonly [sign: string, left: string, right: string, weight: string]; rows: readonly WeightRow[]; total: { label: ReactNode; weight: number }; shown: (weight: number) => string }
/** A bar as long as this is the whole width. */
const LONGEST = 20;

/** Why a pair was weighed as it is: each sign with what both sides say, its weight in points and a bar, and what they add up to. */
export const Weights = ({ label, heads, rows, total, shown }: WeightsProps) => (
  <table className="tbl weights">
    <caption className="vh">{label}</caption>
    <thead><tr><th scope="col">{heads[0]}</th><th scope="col">{heads[1]}</th><th scope="col">{heads[2]}</th><th scope="col" className="num">{heads[3]}</th><td /></tr></thead>
    <tbody>{rows.map((r) => (
      <tr key={r.key} className={r.weight > 0 ? 'for' : r.weight < 0 ? 'against' : undefined}>
        <th scope="row">{r.label}</th><td>{r.left}</td><td>{r.right}</td><td className="num"><Ref>{shown(r.weight)}</Ref></td>
        <td className="span"><i style={{ inlineSize: `${String(Math.min(100, (Math.abs(r.weight) / LONGEST) * 100))}%` }} /></td>
      </tr>
    ))}</tbody>
    <tfoot><tr><th scope="row" colSpan={3}>{total.label}</th><td className="num"><Ref>{shown(total.weight)}</Ref></td><td /></tr></tfoot>
  </table>
);
