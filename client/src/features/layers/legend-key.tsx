import { readLegend, titlesOf, type LayerEntry } from '@sommier/domain/layers';
import { styleOf, type MapSymbol } from '@sommier/domain/style';
import { useIntl, useLanguage, useT } from '../../platform/i18n/index.ts';
import { keptOf, toggleKept } from '../../platform/kept-rules.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useTheme } from '../../platform/theme.ts';
import { Swatch } from '../../map/swatch.tsx';
import './layers.css';

interface Props { layer: LayerEntry; keep: string | undefined; onKeep: (keep: string | undefined) => void }

/** The legend of an own layer is its filter: each class with its sign and its count; a press keeps it, what is left out pales on the map. */
export const LegendKey = ({ layer, keep, onKeep }: Props) => {
  const t = useT();
  const intl = useIntl();
  const theme = useTheme();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const { data } = useEndpoint(readLegend, { params: { commune, name: layer.name } }, { keep: true });
  const style = styleOf(layer.name, titlesOf(layer), layer.look);
  const kept = keptOf(keep, layer.name);
  const sign = (symbol: MapSymbol) => <Swatch symbol={symbol} kind={layer.geometryType} theme={theme} />;
  if (style.rules.length === 1) return null;
  return (
    <div className="lkey" role="group" aria-label={t('layers.legend', { name: titlesOf(layer)[language] })}>
      {style.rules.map((rule) => {
        const n = data?.rules.find((r) => r.id === rule.id)?.count;
        return <button key={rule.id} type="button" aria-pressed={kept.includes(rule.id)} onClick={() => onKeep(toggleKept(keep, layer.name, rule.id))}>{sign(rule.symbol)}<bdi>{rule.text[language]}</bdi>{n !== undefined && <b>{intl.formatNumber(n)}</b>}</button>;
      })}
    </div>
  );
};
