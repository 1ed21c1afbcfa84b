import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Ledger, Ref, said } from '../../platform/ui/index.ts';
import type { SectionProps } from './parts.ts';

/** The sheet: what the property is, by groups of fields. */
export const SheetSection = ({ asset: a }: SectionProps) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  return (
    <div className="cards">
      <section className="card"><h2>{t('map.sheet.summary')}</h2>
        <Ledger lines={[
          said(t('map.asset.inventory'), a.inventoryNumber, (v) => <Ref>{v}</Ref>), said(t('map.asset.nature'), a.nature, (v) => code('code.nature.', v)), said(t('map.asset.level'), a.level, (v) => code('code.level.', v)),
          said(t('map.asset.address'), a.address), said(t('map.asset.district'), a.district), said(t('map.asset.use'), a.useLabel),
        ]} />
      </section>
      <section className="card"><h2>{t('map.sheet.areas')}</h2>
        <Ledger lines={[[t('map.area.land'), format.area(a.landAreaM2)], [t('map.area.footprint'), format.area(a.footprintM2)], [t('map.area.built'), format.area(a.builtAreaM2)], [t('map.area.drawn'), format.area(a.drawnAreaM2)]]} />
      </section>
    </div>
  );
};
