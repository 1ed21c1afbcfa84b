import { listLayers } from '@sommier/domain/layers';
import { styleOf } from '@sommier/domain/style';
import { useCommune } from '../../platform/session.tsx';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { Check } from '../../platform/ui/index.ts';

/** The layers of the map as ticks, in the order of the drawer. */
export const LayerPicks = ({ names, chosen, onChange }: { names: readonly string[]; chosen: readonly string[]; onChange: (next: string[]) => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const catalogue = useEndpoint(listLayers, { params: { commune } });
  const { language } = useLanguage();
  const titleOf = (name: string) => styleOf(name, catalogue.data?.layers.find((l) => l.name === name)?.title ?? name).title[language];
  return (
    <fieldset className="stack">
      <legend className="lab">{t('exports.layers')}</legend>
      {names.map((name) => (
        <Check key={name} checked={chosen.includes(name)} onChange={(e) => onChange(names.filter((n) => (n === name ? e.target.checked : chosen.includes(n))))}>{titleOf(name)}</Check>
      ))}
    </fieldset>
  );
};
