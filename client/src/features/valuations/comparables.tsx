import { useT } from '../../platform/i18n/index.ts';
import { Button } from '../../platform/ui/index.ts';
import { EMPTY, type ComparableDraft } from './method-fields.ts';

/** Sales or asking prices beside the property: reference, price of a square metre, what sets it apart. */
export const Comparables = ({ rows, onChange }: { rows: readonly ComparableDraft[]; onChange: (rows: ComparableDraft[]) => void }) => {
  const t = useT();
  const put = (i: number, name: keyof ComparableDraft, value: string) => onChange(rows.map((r, n) => (n === i ? { ...r, [name]: value } : r)));
  const heads = ['ref', 'pricePerM2', 'place', 'state'] as const;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('valuations.comparables')}>
      <table className="tbl comparables">
        <caption className="vh">{t('valuations.comparables')}</caption>
        <thead><tr>{heads.map((h) => <th key={h} scope="col">{t(`valuations.comparable.${h}`)}</th>)}</tr></thead>
        <tbody>{rows.map((row, i) => (
          <tr key={i}>{heads.map((h) => <td key={h}><input aria-label={`${t(`valuations.comparable.${h}`)} ${i + 1}`} value={row[h]} inputMode={h === 'ref' ? 'text' : 'decimal'} onChange={(e) => put(i, h, e.target.value)} /></td>)}</tr>
        ))}</tbody>
      </table>
      <Button icon="plus" kind="flat" onClick={() => onChange([...rows, { ...EMPTY }])}>{t('valuations.comparable.add')}</Button>
    </div>
  );
};
