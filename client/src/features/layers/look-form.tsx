import { useState } from 'react';
import { classifyLayer, drawLayer, listLayerValues, titlesOf, type LayerEntry } from '@sommier/domain/layers';
import { HUES, METHODS, MOST_CLASSES, RAMPS, styleOf, type Look } from '@sommier/domain/style';
import { call, type ProblemError } from '../../platform/call.ts';
import { useIntl, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { useTheme } from '../../platform/theme.ts';
import { Button, Check, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { ifMatch, TOUCHED } from './card-form.tsx';
import { Swatch } from '../../map/swatch.tsx';

const PATTERNS = ['plain', 'hatch', 'dots', 'cross', 'empty'] as const;
const START: Look = { by: 'single', hue: 'let', pattern: 'plain', dot: 8, width: 1.3, opacity: 0.5, label: null };
const common = ({ dot, width, opacity, label }: Look) => ({ dot, width, opacity, label });
type Classed = Extract<Look, { breaks: readonly number[] }>;

/** How a layer is drawn: one sign, one by value, by class or by size; classes are computed over the data, and can be changed by hand. */
export const LookForm = ({ layer }: { layer: LayerEntry }) => {
  const t = useT();
  const intl = useIntl();
  const say = useToast();
  const theme = useTheme();
  const { language } = useLanguage();
  const may = useCan()('layers.write');
  const { code: commune } = useCommune();
  const [look, setLook] = useState<Look>((layer.look as Look | null) ?? START);
  const [classes, setClasses] = useState(look.by === 'class' || look.by === 'size' ? look.breaks.length + 1 : MOST_CLASSES);
  const [counts, setCounts] = useState<readonly number[]>([]);
  const [fault, setFault] = useState<ProblemError | null>(null);
  const save = useChange(drawLayer, TOUCHED);
  const params = { commune, name: layer.name };
  const numeric = layer.fields.filter((f) => f.type === 'number'), valued = layer.fields.filter((f) => f.type !== 'json');
  const asked = <T,>(answer: Promise<T>, take: (a: T) => void) => { setFault(null); answer.then(take, (e: unknown) => setFault(e as ProblemError)); };
  const byValue = (field: string) => asked(call(listLayerValues, { params, query: { field } }), ({ values }) => {
    setCounts(values.map((v) => v.count));
    setLook({ ...common(look), by: 'category', field, rest: true, classes: values.map((v, i) => ({ value: v.value, title: null, hue: HUES[i % HUES.length] ?? 'let', pattern: PATTERNS[Math.floor(i / HUES.length)] ?? 'plain' })) });
  });
  const byClass = (by: 'class' | 'size', field: string, method: Classed['method'], n: number) => asked(call(classifyLayer, { params, query: { field, method, classes: n } }), (a) => {
    setCounts(a.counts);
    setClasses(n);
    const held = look.by === 'class' ? { ramp: look.ramp, reverse: look.reverse } : { ramp: RAMPS[0], reverse: false };
    setLook(by === 'class' ? { ...common(look), by, field, method, breaks: a.breaks, ...held } : { ...common(look), by, field, method, breaks: a.breaks, hue: look.by === 'size' || look.by === 'single' ? look.hue : 'let' });
  });
  const choose = (by: Look['by']) => {
    if (by === 'single') { setLook({ ...START, ...common(look) }); setCounts([]); } else if (by === 'category') byValue(valued[0]?.name ?? ''); else byClass(by, numeric[0]?.name ?? '', 'quantile', classes);
  };
  const rules = styleOf(layer.name, titlesOf(layer), look).rules;
  const number = (key: 'dot' | 'width' | 'opacity', min: number, max: number, step: number) => <TextField label={t(`layers.look.${key}`)} type="number" min={min} max={max} step={step} value={look[key]} onChange={(e) => { const n = Number(e.currentTarget.value); if (n >= min && n <= max) setLook({ ...look, [key]: n }); }} />;
  const hue = (value: string, set: (h: (typeof HUES)[number]) => void, label: string) => <SelectField label={label} value={value} onChange={(e) => set(e.currentTarget.value as (typeof HUES)[number])}>{HUES.map((h) => <option key={h} value={h}>{t(`layers.hue.${h}`)}</option>)}</SelectField>;
  const pattern = (value: string, set: (p: (typeof PATTERNS)[number]) => void, label: string) => <SelectField label={label} value={value} onChange={(e) => set(e.currentTarget.value as (typeof PATTERNS)[number])}>{PATTERNS.map((p) => <option key={p} value={p}>{t(`layers.pattern.${p}`)}</option>)}</SelectField>;
  const error = fault ?? save.error;
  return (
    <div className="stack look">
      {error && <Problem error={error} />}
      <div className="pair">
        <SelectField label={t('layers.look.by')} value={look.by} onChange={(e) => choose(e.currentTarget.value as Look['by'])}>
          <option value="single">{t('layers.by.single')}</option>{valued.length > 0 && <option value="category">{t('layers.by.category')}</option>}{numeric.length > 0 && <><option value="class">{t('layers.by.class')}</option><option value="size">{t('layers.by.size')}</option></>}
        </SelectField>
        {look.by !== 'single' && <SelectField label={t('layers.look.field')} value={look.field} onChange={(e) => (look.by === 'category' ? byValue(e.currentTarget.value) : byClass(look.by, e.currentTarget.value, look.method, classes))}>{(look.by === 'category' ? valued : numeric).map((f) => <option key={f.name} value={f.name}>{(layer.form ?? []).find((q) => q.name === f.name)?.title ?? f.name}</option>)}</SelectField>}
        {(look.by === 'single' || look.by === 'size') && hue(look.hue, (h) => setLook({ ...look, hue: h }), t('layers.look.hue'))}
        {look.by === 'single' && pattern(look.pattern, (p) => setLook({ ...look, pattern: p }), t('layers.look.pattern'))}
      </div>
      {(look.by === 'class' || look.by === 'size') && <div className="pair">
        <SelectField label={t('layers.look.method')} value={look.method} onChange={(e) => byClass(look.by, look.field, e.currentTarget.value as Classed['method'], classes)}>{METHODS.map((m) => <option key={m} value={m}>{t(`layers.method.${m}`)}</option>)}</SelectField>
        <TextField label={t('layers.look.classes')} type="number" min={2} max={MOST_CLASSES} value={classes} onChange={(e) => { const n = Number(e.currentTarget.value); if (n >= 2 && n <= MOST_CLASSES) byClass(look.by, look.field, look.method, n); }} />
        {look.by === 'class' && <SelectField label={t('layers.look.ramp')} value={look.ramp} onChange={(e) => setLook({ ...look, ramp: e.currentTarget.value as (typeof RAMPS)[number] })}>{RAMPS.map((r) => <option key={r} value={r}>{t(`layers.ramp.${r}`)}</option>)}</SelectField>}
        {look.by === 'class' && <Check checked={look.reverse} onChange={(e) => setLook({ ...look, reverse: e.currentTarget.checked })}>{t('layers.look.reverse')}</Check>}
      </div>}
      <div role="group" aria-label={t('layers.look.legend')}>{rules.map((rule, i) => {
        const c = look.by === 'category' ? look.classes[i] : undefined;
        const set = (patch: Partial<NonNullable<typeof c>>) => { if (look.by === 'category') setLook({ ...look, classes: look.classes.map((x, n) => (n === i ? { ...x, ...patch } : x)) }); };
        return <div key={rule.id} className="lookrow"><Swatch symbol={rule.symbol} kind={layer.geometryType} theme={theme} />{c ? <>
          <TextField label={String(c.value)} value={c.title ?? ''} placeholder={String(c.value)} maxLength={120} onChange={(e) => set({ title: e.currentTarget.value || null })} />{hue(c.hue, (h) => set({ hue: h }), t('layers.look.hue'))}{pattern(c.pattern, (p) => set({ pattern: p }), t('layers.look.pattern'))}</> : <bdi>{rule.text[language]}</bdi>}
          {counts[i] !== undefined && <span className="count">{intl.formatNumber(counts[i])}</span>}</div>;
      })}</div>
      {look.by === 'category' && <Check checked={look.rest} onChange={(e) => setLook({ ...look, rest: e.currentTarget.checked })}>{t('layers.look.rest')}</Check>}
      <div className="pair">{number('dot', 2, 24, 1)}{number('width', 0.4, 8, 0.1)}{number('opacity', 0.05, 1, 0.05)}</div>
      <div className="pair"><SelectField label={t('layers.look.label')} value={look.label?.field ?? ''} onChange={(e) => setLook({ ...look, label: e.currentTarget.value ? { field: e.currentTarget.value, fromScale: look.label?.fromScale ?? 10_000 } : null })}><option value="">{t('layers.look.nolabel')}</option>{valued.map((f) => <option key={f.name} value={f.name}>{f.name}</option>)}</SelectField>
        {look.label && <TextField label={t('layers.look.scale')} type="number" min={100} max={1_000_000} value={look.label.fromScale} onChange={(e) => { const n = Number(e.currentTarget.value); if (look.label && n >= 100) setLook({ ...look, label: { ...look.label, fromScale: n } }); }} />}</div>
      <div className="row"><Button kind="main" refuse={(!may && t('layers.readonly')) || (save.isPending && t('shell.wait'))} onClick={() => save.mutate({ params, options: ifMatch(layer), body: { look: look as never } }, { onSuccess: () => say(t('layers.saved')) })}>{t('layers.look.save')}</Button>
        {layer.look && <Button kind="flat" refuse={!may && t('layers.readonly')} onClick={() => save.mutate({ params, options: ifMatch(layer), body: { look: null } }, { onSuccess: () => say(t('layers.saved')) })}>{t('layers.look.none')}</Button>}</div>
    </div>
  );
};
