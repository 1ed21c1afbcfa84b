import { useEffect, useState } from 'react';
import { diagnosisFile, inhabitantsOf, perThousand, readDiagnosis, type Diagnosis, type DiagnosisLayer } from '@sommier/domain/diagnosis';
import { listZoneSets } from '@sommier/domain/zones';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Problem, SelectField, Table } from '../../platform/ui/index.ts';
import { InhabitantsDialog } from './inhabitants-dialog.tsx';
import './diagnosis.css';

/** One layer by zone, and how the choices of its form were answered. */
const Layer = ({ of, d }: { of: DiagnosisLayer; d: Diagnosis }) => {
  const t = useT();
  const f = useFormat();
  const { language } = useLanguage();
  const named = (x: { title: string; titleAr: string | null }) => (language === 'ar' ? x.titleAr ?? x.title : x.title);
  const rate = (count: number, people: number | null) => { const n = perThousand(count, people); return n === null ? t('diagnosis.unknown') : f.number(n, 2); };
  const rows = d.zones.map((z) => ({ ...z, here: z.figures.find((x) => x.layer === of.name) ?? { count: 0, areaM2: 0 } }));
  // Points that state no area have none: a dash, not nought.
  const measured = rows.some((z) => z.here.areaM2 > 0), colon = language === 'fr' ? '\u00a0: ' : ': ';
  return (
    <section className="block">
      <h2><bdi>{named(of)}</bdi></h2>
      <p className="small">{t('diagnosis.whole', { n: f.whole(of.count), outside: f.whole(of.outside), unlocated: f.whole(of.unlocated) })} {t('diagnosis.rate')}{colon}{rate(of.count - of.outside - of.unlocated, inhabitantsOf(d.zones))}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={named(of)}>
        <Table label={named(of)} rows={rows} keyOf={(z) => z.id} columns={[
          { key: 'zone', head: t('zones.zone'), cell: (z) => <bdi>{language === 'ar' ? z.labelAr ?? z.label : z.label}</bdi> },
          { key: 'people', head: t('diagnosis.people'), num: true, cell: (z) => (z.inhabitants === null ? t('diagnosis.unknown') : f.whole(z.inhabitants)) },
          { key: 'count', head: t('diagnosis.count'), num: true, cell: (z) => f.whole(z.here.count) },
          { key: 'area', head: t('diagnosis.area'), num: true, cell: (z) => (measured ? f.whole(z.here.areaM2) : '–') },
          { key: 'rate', head: t('diagnosis.rate'), num: true, cell: (z) => rate(z.here.count, z.inhabitants) },
        ]} />
      </div>
      {of.answers.map((a) => <p key={a.field} className="small"><b>{named(a)}</b>{colon}{a.values.map((x, i) => <span key={x.value}>{i > 0 && ' · '}<bdi>{x.value}</bdi> {f.whole(x.count)}</span>)}</p>)}
    </section>
  );
};

/** The state of the place over one set of zones. */
const Over = ({ set }: { set: string }) => {
  const t = useT();
  const can = useCan();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [layer, setLayer] = useState(''), [editing, edit] = useState(false);
  const { data, error, refetch } = useEndpoint(readDiagnosis, { params: { commune }, query: { set } }, { keep: true });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.layers.length === 0) return <Empty title={t('diagnosis.none')} why={t('diagnosis.none.why')} />;
  const shown = data.layers.filter((l) => layer === '' || l.name === layer);
  return (
    <>
      <div className="row diagnosis-bar">
        <SelectField label={t('layers.col.title')} value={layer} onChange={(e) => setLayer(e.target.value)}>
          <option value="">{t('diagnosis.every')}</option>
          {data.layers.map((l) => <option key={l.name} value={l.name}>{language === 'ar' ? l.titleAr ?? l.title : l.title}</option>)}
        </SelectField>
        {can('zones.write') && <Button onClick={() => edit(true)}>{t('diagnosis.people.edit')}</Button>}
        {can('export.run') && <a className="btn" href={urlOf(diagnosisFile, { params: { commune }, query: { set, language, ...(layer === '' ? {} : { layers: layer }) } })} download>{t('diagnosis.file')}</a>}
      </div>
      {shown.map((l) => <Layer key={l.name} of={l} d={data} />)}
      {editing && <InhabitantsDialog diagnosis={data} onClose={() => edit(false)} />}
    </>
  );
};

/** What the commune's own layers hold by zone, against how many live there, and the document that says it. */
export const DiagnosisPage = () => {
  const t = useT();
  const { code: commune } = useCommune();
  const [chosen, choose] = useState<string | null>(null);
  useEffect(() => { document.title = `${t('shell.nav.diagnosis')} · Sommier`; }, [t]);
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const rows = sets.data?.rows ?? [], set = rows.find((s) => s.id === chosen) ?? rows[0];
  return (
    <main id="main" className="page">
      <h1>{t('shell.nav.diagnosis')}</h1>
      <p>{t('diagnosis.why')}</p>
      {sets.error && <Problem error={sets.error} />}
      {sets.data && !set && <Empty title={t('zones.none')} why={t('zones.none.why')} />}
      {set && rows.length > 1 && <div className="narrow"><SelectField label={t('zones.set')} value={set.id} onChange={(e) => choose(e.target.value)}>{rows.map((s) => <option key={s.id} value={s.id}>{s.name} ({s.zones})</option>)}</SelectField></div>}
      {set && <Over key={set.id} set={set.id} />}
    </main>
  );
};
