import { useNavigate } from '@tanstack/react-router';
import { askZone, listZones } from '@sommier/domain/zones';
import { call } from '../../platform/call.ts';
import { useIntl, useLanguage, useT } from '../../platform/i18n/index.ts';
import { keepShape } from '../../platform/kept-shape.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { weightText } from '../../platform/weight.ts';
import { Button, Problem } from '../../platform/ui/index.ts';
import { csvOf, saveText } from './csv.ts';
import { ANSWER_PAGE, useAnswer, useZoneSets } from './use-data.ts';
import { useFormat } from './use-format.ts';
import { useWorkspace } from './workspace.tsx';

/** About what a line of the list weighs, measured on the demo. */
const LINE = 110;

const ZonePick = () => {
  const t = useT();
  const commune = useCommune().code;
  const { language } = useLanguage();
  const { view, change, setDrawn } = useWorkspace();
  const sets = useZoneSets().data?.rows ?? [];
  const set = sets.find((s) => s.id === view.set) ?? sets[0];
  const zones = useEndpoint(listZones, { params: { commune, id: set?.id ?? '1' }, query: { geometry: 'yes' } }, { enabled: set !== undefined && view.zone !== undefined });
  if (!view.zone) return <>{t('map.zone.drawn')}</>;
  return (
    <select aria-label={t('map.zone.pick')} value={view.zone} onChange={(e) => { setDrawn(null); change({ zone: e.currentTarget.value, tab: 'answer', page: undefined }); }}>
      {(zones.data?.rows ?? []).map((z) => <option key={z.id} value={z.id}>{language === 'ar' ? z.labelAr ?? z.label : z.label}</option>)}
    </select>
  );
};

/** The answer of a zone: three figures and their band, nights with the model's range, and the way to the list. */
export const AnswerPanel = () => {
  const t = useT();
  const intl = useIntl();
  const format = useFormat();
  const commune = useCommune().code;
  const navigate = useNavigate();
  const { change, drawn, setDrawn, view } = useWorkspace();
  const can = useCan();
  const { data, error, asked, refetch } = useAnswer();
  if (!asked) return null;
  const toRegister = () => {
    if (drawn) keepShape(drawn.polygon);
    void navigate({ to: '/c/$commune/register', params: { commune }, search: view.zone ? { zone: view.zone } : { within: 'shape' } });
  };
  const close = () => { setDrawn(null); change({ zone: undefined, tab: undefined, page: undefined }); };
  const exportCsv = async () => {
    const rows = [];
    const pages = Math.ceil((data?.listings.total ?? 0) / ANSWER_PAGE);
    for (let page = 1; page <= pages; page += 1) rows.push(...(await call(askZone, { params: { commune }, query: { page, size: ANSWER_PAGE }, body: asked })).listings.rows);
    saveText(csvOf(['platform', 'external_id', 'name', 'room_type', 'share', 'estimated_nights', 'uncertainty_m', 'lon', 'lat', 'license'],
      rows.map((r) => [r.platform, r.externalId, r.name, r.roomType, r.share, r.estimatedNights, r.uncertaintyM, r.lon, r.lat, r.license])), 'zone.csv');
  };
  const high = data ? data.certain + data.possible : 0;
  const at = (n: number) => (high ? (n / high) * 294 : 0);
  return (
    <section className="answer" aria-labelledby="zone-title">
      <h2 id="zone-title"><ZonePick /></h2>
      <Button kind="flat" icon="x" label={t('shell.close')} onClick={close} />
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <p role="status">{t('shell.loading')}</p>}
      {data && (
        <>
          <dl className="trio">
            <dt>{t('map.answer.certain')}</dt><dd>{format.whole(data.certain)}</dd><dt>{t('map.answer.possible')}</dt><dd>{format.whole(data.possible)}</dd>
            <dt>{t('map.answer.expected')}</dt><dd>{format.number(data.expected, 1)}</dd>
          </dl>
          <svg className="band" viewBox="0 0 294 10" preserveAspectRatio="none" role="img" aria-label={t('map.answer.band', { expected: data.expected, low: data.certain, high })}>
            <path className="ground" d="M0 2H294V8H0Z" /><path className="sure" d={`M0 2H${at(data.certain)}V8H0Z`} /><path className="maybe" d={`M${at(data.certain)} 2H${at(data.expected)}V8H${at(data.certain)}Z`} /><path className="mark" d={`M${at(data.expected)} 0V10`} />
          </svg>
          <dl className="led">
            <dt>{t('map.answer.nights')}</dt><dd>≈ {format.whole(data.estimated_nights)}</dd>
            <dt>{t('map.answer.range')}</dt><dd>{t('map.answer.between', { low: data.nights_range.low, high: data.nights_range.high })}</dd>
            <dt>{t('map.zone.area')}</dt><dd>{format.ground(data.area_m2)}</dd>
          </dl>
          <p className="small">{t('map.answer.note', { name: data.model.name, version: data.model.version })} {data.listings.total > ANSWER_PAGE && t('map.answer.shown', { n: ANSWER_PAGE })}</p>
          <div className="acts">
            {drawn && !view.zone && can('campaign.manage') && <Button icon="plus" onClick={() => { sessionStorage.setItem('sommier.campaign.polygon', JSON.stringify(drawn.polygon)); void navigate({ to: '/c/$commune/campaigns/new', params: { commune } }); }}>{t('campaigns.polygon.make')}</Button>}
            <Button onClick={() => change({ tab: 'answer', page: undefined })}>{t('map.answer.list')}</Button>
            <Button kind="flat" onClick={toRegister}>{t('assets.inregister')}</Button>
            <Button kind="flat" icon="dl" onClick={() => void exportCsv()}>{t('map.csv', { size: `≈ ${weightText(intl, data.listings.total * LINE)}` })}</Button>
          </div>
        </>
      )}
    </section>
  );
};
