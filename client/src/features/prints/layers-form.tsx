import { titlesOf } from '@sommier/domain/layers';
import { styleOf } from '@sommier/domain/style';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { Button, Check } from '../../platform/ui/index.ts';
import type { Composer } from './use-composer.ts';

/** The layers of the sheet from the top of the map to its bottom; each may be left out or moved. */
export const LayersForm = ({ composer: { entries, layers, setLayers } }: { composer: Composer }) => {
  const t = useT();
  const { language } = useLanguage();
  const off = entries.filter((e) => !layers.includes(e.name)).map((e) => e.name);
  const titleOf = (name: string): string => { const e = entries.find((one) => one.name === name); return e ? styleOf(name, titlesOf(e)).title[language] : name; };
  const move = (i: number): void => { const next = [...layers]; const [one] = next.splice(i, 1); if (one) next.splice(i - 1, 0, one); setLayers(next); };
  return (
    <fieldset id="sheet-layers" className="printlayers">
      <legend className="lab">{t('exports.layers')}</legend>
      {layers.map((name, i) => (
        <div key={name}>
          <Check checked onChange={() => { if (layers.length > 1) setLayers(layers.filter((n) => n !== name)); }}>{titleOf(name)}</Check>
          {i > 0 && <Button kind="flat" label={t('prints.up', { layer: titleOf(name) })} onClick={() => move(i)}>↑</Button>}
        </div>
      ))}
      {off.map((name) => <div key={name}><Check checked={false} onChange={() => setLayers([...layers, name])}>{titleOf(name)}</Check></div>)}
    </fieldset>
  );
};
