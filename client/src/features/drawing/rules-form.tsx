import { useState, type FormEvent } from 'react';
import { changeGeometryRules, getGeometryRules, OVERLAP_LEVELS, RULE_MODES, type GeometryRules } from '@sommier/domain/geometries';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { parseNumber } from './typed.ts';

/** What the commune holds every drawing to; a manager's to change. */
export const RulesForm = () => {
  const t = useT();
  const code = useCodeText();
  const toast = useToast();
  const params = { commune: useCommune().code };
  const { data: rules } = useEndpoint(getGeometryRules, { params });
  const change = useChange(changeGeometryRules, ['getGeometryRules', 'getAssetGeometry']);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [levels, setLevels] = useState<GeometryRules['overlapLevels'] | null>(null);
  if (!rules) return null;
  const held = levels ?? rules.overlapLevels;
  const text = (key: 'containmentToleranceM' | 'overlapToleranceM2' | 'parcelInsetM') => typed[key] ?? String(rules[key]);
  const field = (key: 'containmentToleranceM' | 'overlapToleranceM2' | 'parcelInsetM') => (
    <TextField label={t(`drawing.rules.${key}`)} inputMode="decimal" dir="ltr" value={text(key)} error={parseNumber(text(key)) === null ? t('drawing.rules.number') : undefined} onChange={(e) => setTyped((all) => ({ ...all, [key]: e.target.value }))} />
  );
  const mode = (key: 'containmentMode' | 'overlapMode') => (
    <SelectField label={t(`drawing.rules.${key}`)} name={key} defaultValue={rules[key]}>{RULE_MODES.map((m) => <option key={m} value={m}>{t(`drawing.rules.mode.${m}`)}</option>)}</SelectField>
  );
  const save = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const word = (key: string): string | null => String(form.get(key) ?? '').trim() || null;
    const [containmentToleranceM, overlapToleranceM2, parcelInsetM] = [parseNumber(text('containmentToleranceM')), parseNumber(text('overlapToleranceM2')), parseNumber(text('parcelInsetM'))];
    if (containmentToleranceM === null || overlapToleranceM2 === null || parcelInsetM === null) return;
    change.mutate({
      params, options: { headers: { 'if-match': `"v${rules.version}"` } },
      body: { containmentMode: form.get('containmentMode') as 'warn', overlapMode: form.get('overlapMode') as 'warn', containmentToleranceM, overlapToleranceM2, parcelInsetM, overlapLevels: held, streetLayer: word('streetLayer'), streetField: word('streetField') },
    }, { onSuccess: () => toast(t('drawing.rules.saved')) });
  };
  return (
    <details>
      <summary>{t('drawing.rules')}</summary>
      <form className="stack" onSubmit={save}>
        <div className="pair">{mode('containmentMode')}{field('containmentToleranceM')}{mode('overlapMode')}{field('overlapToleranceM2')}{field('parcelInsetM')}</div>
        <fieldset className="row"><legend className="lab">{t('drawing.rules.levels')}</legend>
          {OVERLAP_LEVELS.map((l) => <Check key={l} checked={held.includes(l)} onChange={(e) => setLevels(e.target.checked ? [...held, l] : held.filter((x) => x !== l))}>{l === 'none' ? t('drawing.new.unknown') : code('code.level.', l)}</Check>)}
        </fieldset>
        <div className="pair"><TextField label={t('drawing.rules.streetLayer')} name="streetLayer" dir="ltr" defaultValue={rules.streetLayer ?? ''} hint={t('drawing.rules.street.hint')} /><TextField label={t('drawing.rules.streetField')} name="streetField" dir="ltr" defaultValue={rules.streetField ?? ''} /></div>
        {change.error && <Problem error={change.error} />}
        <Button type="submit" refuse={change.isPending && t('shell.wait')}>{t('drawing.rules.save')}</Button>
      </form>
    </details>
  );
};
