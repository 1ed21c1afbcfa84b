import { useState } from 'react';
import { dropMarketRent, listMarketRents, setMarketRent } from '@sommier/domain/revenue';
import { RULE_USES, type RuleUse } from '@sommier/domain/revisions';
import { currencyExponent } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField, Table, TextField } from '../../platform/ui/index.ts';
import { readAmount } from '../ledger/index.ts';

const TOUCHED = ['listMarketRents', 'revenue'];

/** What the market pays a square metre a month, by use and district, each with its day and its evidence. */
export const MarketDialog = ({ today, onClose }: { today: string; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const { code: commune, currency } = useCommune();
  const [use, setUse] = useState<RuleUse>('business');
  const [district, setDistrict] = useState('');
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [rent, setRent] = useState('');
  const [source, setSource] = useState('');
  const list = useEndpoint(listMarketRents, { params: { commune } });
  const set = useChange(setMarketRent, TOUCHED), drop = useChange(dropMarketRent, TOUCHED);
  const minor = readAmount(rent, currencyExponent(currency));
  return (
    <Dialog wide title={t('revenue.market')} onClose={onClose} foot={can('money.rules') && <Button kind="main" refuse={(minor === null || source.trim().length < 3) && t('revenue.market.needed')} onClick={() => minor !== null && set.mutate({ params: { commune }, body: { use, district: district || null, from, perM2Month: minor, source: source.trim() } }, { onSuccess: () => setRent('') })}>{t('revenue.market.save')}</Button>}>
      {list.data && list.data.rows.length > 0 && <Table label={t('revenue.market')} rows={list.data.rows} keyOf={(r) => r.id} columns={[
        { key: 'use', head: t('revenue.use'), cell: (r) => t(`revenue.use.${r.use}`) }, { key: 'district', head: t('revenue.district'), cell: (r) => <bdi>{r.district ?? t('revenue.everywhere')}</bdi> }, { key: 'from', head: t('revenue.from'), cell: (r) => f.day(r.from) },
        { key: 'rent', head: t('revenue.per_m2', { currency }), num: true, cell: (r) => f.money(r.perM2Month) }, { key: 'source', head: t('revenue.source'), className: 'wrap', cell: (r) => <bdi>{r.source}</bdi> },
        { key: 'drop', head: <span className="vh">{t('documents.acts')}</span>, cell: (r) => can('money.rules') && <Button kind="flat" icon="x" label={t('revenue.market.drop')} onClick={() => drop.mutate({ params: { commune, id: r.id } })} /> },
      ]} />}
      {can('money.rules') && <div className="pair">
        <SelectField label={t('revenue.use')} value={use} onChange={(e) => setUse(e.currentTarget.value as RuleUse)}>{RULE_USES.map((u) => <option key={u} value={u}>{t(`revenue.use.${u}`)}</option>)}</SelectField>
        <SelectField label={t('revenue.district')} value={district} onChange={(e) => setDistrict(e.currentTarget.value)}><option value="">{t('revenue.everywhere')}</option>{list.data?.districts.map((d) => <option key={d} value={d}>{d}</option>)}</SelectField>
        <TextField label={t('revenue.from')} type="date" value={from} onChange={(e) => setFrom(e.currentTarget.value)} />
        <TextField label={t('revenue.per_m2', { currency })} inputMode="decimal" value={rent} onChange={(e) => setRent(e.currentTarget.value)} />
        <TextField label={t('revenue.source')} value={source} maxLength={300} onChange={(e) => setSource(e.currentTarget.value)} />
      </div>}
      {set.error && <Problem error={set.error} />}{drop.error && <Problem error={drop.error} />}
    </Dialog>
  );
};
