import './campaigns.css';
import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { FIELD_GROUPS, LEVELS, NATURES } from '@sommier/domain/assets';
import { createCampaign, listSurveyors, previewCampaign, SURVEY_FIELDS, type NewCampaign } from '@sommier/domain/campaigns';
import { listExtraFields } from '@sommier/domain/references';
import { listZones, listZoneSets } from '@sommier/domain/zones';
import type { Geometry } from '@sommier/domain/shared';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Field, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';

const USUAL = ['conditionClass', 'address', 'useLabel', 'floors', 'yearBuilt'];
/** A zone drawn on the map comes here through the tab's own store. */
export const DRAWN = 'sommier.campaign.polygon';
const drawnPolygon = (): Geometry | null => { try { return JSON.parse(sessionStorage.getItem(DRAWN) ?? 'null') as Geometry | null; } catch { return null; } };

/** Where, what is asked, who goes: with the count before anything is made. */
export const NewCampaignPage = () => {
  const t = useT();
  const code = useCodeText();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const { code: commune } = useCommune();
  const params = { commune };
  const sets = useEndpoint(listZoneSets, { params });
  const [set, setSet] = useState('');
  const held = set || sets.data?.rows[0]?.id || '';
  const zones = useEndpoint(listZones, { params: { commune, id: held || '1' }, query: {} }, { enabled: held !== '' });
  const people = useEndpoint(listSurveyors, { params });
  const extra = useEndpoint(listExtraFields, { params });
  const [polygon, setPolygon] = useState(drawnPolygon);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [nature, setNature] = useState('');
  const [level, setLevel] = useState('');
  const [fields, setFields] = useState<readonly string[]>(USUAL);
  const [team, setTeam] = useState<Readonly<Record<string, readonly string[]>>>({});
  const perimeter = useMemo<NewCampaign['perimeter']>(() => ({ zones: polygon ? [] : [...chosen], polygon, filter: { ...(nature ? { nature } : {}), ...(level ? { level } : {}) } }), [chosen, polygon, nature, level]);
  const count = useEndpoint(previewCampaign, { params, body: { perimeter, ...(held ? { set: held } : {}) } }, { keep: true });
  const create = useChange(createCampaign, ['listCampaigns']);
  useEffect(() => { document.title = `${t('campaigns.new')} · Sommier`; }, [t]);
  const toggle = (list: readonly string[], id: string, on: boolean): string[] => (on ? [...list, id] : list.filter((x) => x !== id));
  const save = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    create.mutate({ params, body: {
      name: String(form.get('name') ?? ''), instructions: String(form.get('instructions') ?? '').trim() || null, set: held || null, perimeter, fields: [...fields],
      team: Object.entries(team).map(([person, own]) => ({ person, zones: [...own] })),
    } }, { onSuccess: (made) => { sessionStorage.removeItem(DRAWN); void navigate({ to: '/c/$commune/campaigns/$id', params: { commune, id: made.id } }); } });
  };
  const label = (z: { label: string; labelAr: string | null }) => (language === 'ar' && z.labelAr ? z.labelAr : z.label);
  const refusal = fields.length === 0 ? t('campaigns.fields.none') : !count.data || count.data.total === 0 ? t('campaigns.empty') : create.isPending ? t('shell.wait') : false;
  return (
    <main id="main" className="page">
      <h1>{t('campaigns.new')}</h1>
      <form className="campaignform" onSubmit={save}>
        <div className="stack">
          <TextField label={t('campaigns.name')} name="name" required maxLength={200} />
          <Field label={t('campaigns.instructions')}><textarea name="instructions" rows={3} maxLength={4000} /></Field>
          <h2>{t('campaigns.where')}</h2>
          {polygon ? <Note>{t('campaigns.polygon')} <Button kind="flat" onClick={() => { sessionStorage.removeItem(DRAWN); setPolygon(null); }}>{t('campaigns.polygon.drop')}</Button></Note> : <p className="small">{t('campaigns.where.how')}</p>}
          <SelectField label={t('zones.set')} value={held} onChange={(e) => { setSet(e.target.value); setChosen([]); setTeam({}); }}>{(sets.data?.rows ?? []).map((s) => <option key={s.id} value={s.id}>{s.name}</option>)}</SelectField>
          {!polygon && <fieldset className="boxes"><legend className="lab">{t('campaigns.zones')}</legend>{(zones.data?.rows ?? []).map((z) => <Check key={z.id} checked={chosen.includes(z.id)} onChange={(e) => setChosen(toggle(chosen, z.id, e.target.checked))}><bdi>{label(z)}</bdi></Check>)}</fieldset>}
          <div className="pair">
            <SelectField label={t('map.asset.nature')} value={nature} onChange={(e) => setNature(e.target.value)}><option value="">{t('campaigns.any')}</option>{NATURES.map((n) => <option key={n} value={n}>{code('code.nature.', n)}</option>)}</SelectField>
            <SelectField label={t('map.asset.level')} value={level} onChange={(e) => setLevel(e.target.value)}><option value="">{t('campaigns.any')}</option>{LEVELS.map((n) => <option key={n} value={n}>{code('code.level.', n)}</option>)}</SelectField>
          </div>
          <p className="count" role="status"><b>{t('campaigns.count', { n: count.data?.total ?? 0 })}</b> {count.data && <span className="small">{count.data.zones.map((z) => { const known = zones.data?.rows.find((x) => x.id === z.zone); return `\u2068${known ? label(known) : z.label ?? t('campaigns.nozone')}\u2069 ${z.count}`; }).join(' · ')}</span>}</p>
        </div>
        <div className="stack">
          <h2>{t('campaigns.fields')}</h2>
          {FIELD_GROUPS.map((g) => { const own = SURVEY_FIELDS.filter((f) => f.group === g); return own.length === 0 ? null : (
            <fieldset key={g} className="boxes"><legend className="lab">{code('assets.card.', g)}</legend>{own.map((f) => <Check key={f.key} checked={fields.includes(f.key)} onChange={(e) => setFields(toggle(fields, f.key, e.target.checked))}>{code('assets.field.', f.key)}</Check>)}</fieldset>
          ); })}
          {(extra.data?.fields ?? []).some((f) => f.active) && <fieldset className="boxes"><legend className="lab">{t('campaigns.extra')}</legend>{(extra.data?.fields ?? []).filter((f) => f.active).map((f) => <Check key={f.key} checked={fields.includes(`extra.${f.key}`)} onChange={(e) => setFields(toggle(fields, `extra.${f.key}`, e.target.checked))}><bdi>{f.labels[language] ?? f.labels['fr'] ?? f.key}</bdi></Check>)}</fieldset>}
          <h2>{t('campaigns.team')}</h2>
          <p className="small">{t('campaigns.team.how')}</p>
          {(people.data?.rows ?? []).map((p) => (
            <div key={p.id}>
              <Check checked={p.id in team} onChange={(e) => { const { [p.id]: _, ...rest } = team; setTeam(e.target.checked ? { ...team, [p.id]: [] } : rest); }}><b><bdi>{p.name}</bdi></b></Check>
              {p.id in team && <div className="boxes inner">{(zones.data?.rows ?? []).filter((z) => polygon !== null || chosen.length === 0 || chosen.includes(z.id)).map((z) => <Check key={z.id} checked={team[p.id]?.includes(z.id) ?? false} onChange={(e) => setTeam({ ...team, [p.id]: toggle(team[p.id] ?? [], z.id, e.target.checked) })}><bdi>{label(z)}</bdi></Check>)}</div>}
            </div>
          ))}
          {create.error && <Problem error={create.error} />}
          <Button kind="main" type="submit" refuse={refusal}>{t('campaigns.create')}</Button>
        </div>
      </form>
    </main>
  );
};
