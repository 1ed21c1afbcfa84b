import { currencyExponent } from '@sommier/domain/shared';
import type { ValueLine } from '@sommier/domain/valuations';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Ref, Table } from '../../platform/ui/index.ts';

/** The steps of a valuation: what each is, how it came about, what it comes to. */
export const ValueLines = ({ lines }: { lines: readonly ValueLine[] }) => {
  const t = useT();
  const format = useFormat();
  const { currency } = useCommune();
  const name = (code: string) => (code.startsWith('comparable:') ? t('valuations.line.comparable', { ref: code.slice(11) }) : t(`valuations.line.${code}` as 'valuations.line.value'));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('valuations.lines')}>
      <Table<ValueLine & { n: number }> label={t('valuations.lines')} rows={lines.map((l, n) => ({ ...l, n }))} keyOf={(l) => String(l.n)} columns={[
        { key: 'code', head: t('valuations.line'), cell: (l) => name(l.code) },
        { key: 'formula', head: t('valuations.formula'), cell: (l) => <Ref>{l.formula}</Ref> },
        { key: 'amount', head: t('valuations.amount'), num: true, cell: (l) => `${l.sign === 'takes' ? '− ' : ''}${format.number(Number(l.amount.replace('…', '')), currencyExponent(currency))}` },
      ]} />
    </div>
  );
};
