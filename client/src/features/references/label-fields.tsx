import { LANGUAGE_NAMES, LANGUAGES } from '../../platform/i18n/index.ts';
import { TextField } from '../../platform/ui/index.ts';

/** The words of a code or field in the three languages. */
export const LabelFields = ({ value, onChange }: { value: Record<'fr' | 'ar' | 'en', string>; onChange: (next: Record<'fr' | 'ar' | 'en', string>) => void }) => (
  <div className="pair">{LANGUAGES.map((l) => <TextField key={l} label={LANGUAGE_NAMES[l]} lang={l} dir={l === 'ar' ? 'rtl' : 'ltr'} value={value[l]} required maxLength={200} onChange={(e) => onChange({ ...value, [l]: e.currentTarget.value })} />)}</div>
);
export const emptyLabels = { fr: '', ar: '', en: '' };
export const labelsOf = (given: Partial<Record<'fr' | 'ar' | 'en', string>>): Record<'fr' | 'ar' | 'en', string> => ({ ...emptyLabels, ...given });
