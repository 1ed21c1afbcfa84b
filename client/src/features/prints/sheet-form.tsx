import { ORIENTATIONS, PAPERS, type Orientation, type Paper, type SheetParts } from '@sommier/domain/exports';
import { LANGUAGE_NAMES, LANGUAGES, useT, type Language, type MessageKey } from '../../platform/i18n/index.ts';
import { Check, Fold, SelectField, TextField } from '../../platform/ui/index.ts';
import type { Composer } from './use-composer.ts';

const FLAGS = ['grid', 'legend', 'figures', 'scaleBar', 'north', 'inset', 'table', 'photos'] as const;
const WORDS = [['subtitle', 160], ['author', 80], ['sources', 300], ['disclaimer', 160]] as const;

/** Paper, scale and turn of the sheet, then what stands round the map. */
export const SheetForm = ({ composer: { sheet, setSheet, place, setPlace } }: { composer: Composer }) => {
  const t = useT();
  const set = (patch: Partial<SheetParts>): void => setSheet({ ...sheet, ...patch });
  const words = (key: 'title' | 'date' | (typeof WORDS)[number][0], value: string): void => { const { [key]: _gone, ...rest } = sheet; setSheet(value === '' ? rest : { ...rest, [key]: value }); };
  return (
    <div className="stack">
      <TextField label={t('exports.print.title')} value={sheet.title ?? ''} maxLength={120} placeholder={t('prints.title.auto')} onChange={(e) => words('title', e.target.value)} />
      <div className="pair">
        <SelectField label={t('exports.print.paper')} value={sheet.paper} onChange={(e) => set({ paper: e.target.value as Paper })}>{PAPERS.map((p) => <option key={p}>{p}</option>)}</SelectField>
        <SelectField label={t('exports.print.orientation')} value={sheet.orientation} onChange={(e) => set({ orientation: e.target.value as Orientation })}>{ORIENTATIONS.map((o) => <option key={o} value={o}>{t(`exports.print.${o}`)}</option>)}</SelectField>
        <TextField label={t('exports.print.scale')} type="number" min={100} max={1_000_000} step={100} dir="ltr" value={place?.scale ?? 1000} onChange={(e) => { const n = Math.round(Number(e.target.value)); if (n >= 100 && n <= 1_000_000) setPlace({ scale: n }); }} />
        <TextField label={t('prints.rotation')} type="number" min={-180} max={180} step={1} dir="ltr" value={place?.rotation ?? 0} onChange={(e) => { const n = Number(e.target.value); if (Math.abs(n) <= 180) setPlace({ rotation: n }); }} />
        <SelectField label={t('exports.print.language')} value={sheet.language} onChange={(e) => set({ language: e.target.value as Language })}>{LANGUAGES.map((l) => <option key={l} value={l} lang={l}>{LANGUAGE_NAMES[l]}</option>)}</SelectField>
        <TextField label={t('prints.date')} type="date" value={sheet.date ?? ''} onChange={(e) => words('date', e.target.value)} />
      </div>
      <fieldset className="printparts"><legend className="lab">{t('prints.parts')}</legend>
        {FLAGS.map((flag) => <Check key={flag} checked={sheet[flag]} onChange={(e) => set({ [flag]: e.target.checked })}>{t(`prints.part.${flag}` as MessageKey)}</Check>)}
      </fieldset>
      <Fold title={t('prints.words')} className="stack">{() => WORDS.map(([key, most]) => <TextField key={key} label={t(`prints.${key}` as MessageKey)} value={sheet[key] ?? ''} maxLength={most} onChange={(e) => words(key, e.target.value)} />)}</Fold>
    </div>
  );
};
