import { useMemo, useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { placeComparable, setAsideComparable, type ComparableRow } from '@sommier/domain/comparables';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, Ref, TextField, useToast } from '../../platform/ui/index.ts';
import { MarketMap } from './market-map.tsx';

const TOUCHED = ['listComparables', 'mapComparables', 'marketPrices', 'nearComparables'];
/** One comparable: what it says, where it lies, and whether it counts. */
export const ComparableSheet = ({ row, onClose }: { row: ComparableRow; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const say = useToast();
  const may = useCan()('register.write');
  const { code: commune, currency } = useCommune();
  const [reason, setReason] = useState('');
  const [at, setAt] = useState({ lon: row.lon === null ? '' : String(row.lon), lat: row.lat === null ? '' : String(row.lat), property: row.assetCode ?? '' });
  const place = useChange(placeComparable, TOUCHED), aside = useChange(setAsideComparable, TOUCHED);
  const spot = at.lon === '' || at.lat === '' ? null : { lon: Number(at.lon), lat: Number(at.lat) };
  const self = useMemo(() => (row.lon === null || row.lat === null ? [] : [{ id: row.id, kind: row.kind, lon: row.lon, lat: row.lat }]), [row]);
  const only = useMemo(() => new Set([row.id]), [row.id]);
  const params = { commune, id: row.id };
  const done = { onSuccess: () => { say(t('comparables.saved')); onClose(); } };
  const submit = (run: () => void) => (e: FormEvent) => { e.preventDefault(); run(); };
  return (
    <Dialog wide title={t('comparables.sheet', { reference: row.reference.startsWith('sha1:') ? row.id : row.reference })} onClose={onClose}>
      <div className="stack">
        {row.aside && <Note tone="warn">{t('comparables.aside.said', { reason: row.asideReason ?? '' })}</Note>}
        <dl id="deal-facts" className="led"><dt>{t('comparables.on')}</dt><dd><Ref>{f.day(row.tradedOn)}</Ref></dd><dt>{t('comparables.kind')}</dt><dd>{t(`comparables.kind.${row.kind}`)}, {t(`comparables.use.${row.use}`)}</dd>
          <dt>{t('comparables.price')}</dt><dd>{f.money(row.price)} {currency}{row.period && <> {t(`comparables.period.${row.period}`)}</>}, {f.squareMetres(row.areaM2)}</dd><dt>{t(row.kind === 'rent' ? 'comparables.per_m2.rent' : 'comparables.per_m2', { currency })}</dt><dd>{f.money(row.perM2)}</dd>
          <dt>{t('comparables.place')}</dt><dd><bdi>{[row.address, row.district].filter(Boolean).join(', ') || '–'}</bdi>{row.assetId && <> <Link to="/c/$commune/assets/$id" params={{ commune, id: row.assetId }} search={{}}><Ref>{row.assetCode}</Ref></Link></>}</dd><dt>{t('comparables.source')}</dt><dd><bdi>{row.source}</bdi></dd></dl>
        {may && <>
          <MarketMap table="deal-facts" label={t('comparables.place.map')} points={self} taken={only} at={spot} onPlace={(lon, lat) => setAt({ ...at, lon: lon.toFixed(6), lat: lat.toFixed(6) })} /><p className="small">{t('comparables.place.click')}</p>
          <form className="filters" onSubmit={submit(() => place.mutate({ params, body: { property: at.property.trim() } }, done))}><TextField label={t('comparables.place.property')} required value={at.property} onChange={(e) => setAt({ ...at, property: e.target.value })} /><Button type="submit">{t('comparables.place.on')}</Button></form>
          <form className="filters" onSubmit={submit(() => place.mutate({ params, body: { lon: Number(at.lon), lat: Number(at.lat) } }, done))}><TextField label={t('comparables.place.lon')} type="number" step="any" min={-180} max={180} required value={at.lon} onChange={(e) => setAt({ ...at, lon: e.target.value })} /><TextField label={t('comparables.place.lat')} type="number" step="any" min={-90} max={90} required value={at.lat} onChange={(e) => setAt({ ...at, lat: e.target.value })} /><Button type="submit">{t('comparables.place.save')}</Button></form>
          {row.aside ? <Button onClick={() => aside.mutate({ params, body: { aside: false } }, done)}>{t('comparables.back')}</Button>
            : <form className="filters" onSubmit={submit(() => aside.mutate({ params, body: { aside: true, reason } }, done))}><TextField label={t('comparables.aside.reason')} required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} /><Button type="submit">{t('comparables.aside')}</Button></form>}
        </>}
        {(place.error ?? aside.error) && <Problem error={(place.error ?? aside.error)!} />}
      </div>
    </Dialog>
  );
};
