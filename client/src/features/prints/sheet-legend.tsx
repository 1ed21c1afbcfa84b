import { titlesOf } from '@sommier/domain/layers';
import { styleOf, type LayerStyle } from '@sommier/domain/style';
import { Swatch } from '../../map/swatch.tsx';
import type { Composer } from './use-composer.ts';

type Language = Composer['sheet']['language'];

/** One symbol for each pair of classes, as the legal status is drawn; the paper adds how many the frame holds of each. */
const Matrix = ({ style, language }: { style: LayerStyle; language: Language }) => (
  <table>
    <thead><tr><td />{style.matrix?.columns.map((c) => <th key={c.id} scope="col">{c.text[language]}</th>)}</tr></thead>
    <tbody>{style.matrix?.rows.map((r) => (
      <tr key={r.id}><th scope="row">{r.text[language]}</th>{style.matrix?.columns.map((c) => { const rule = style.rules.find((one) => one.id === `${r.id}.${c.id}`); return <td key={c.id}>{rule && <Swatch symbol={rule.symbol} kind="polygon" theme="light" />}</td>; })}</tr>
    ))}</tbody>
  </table>
);

/** The signs of the layers on the sheet, in the sheet's language. The paper leaves out those that its frame does not show, and counts the others. */
export const SheetLegend = ({ composer: { sheet: { language }, layers, entries } }: { composer: Composer }) => (
  <>
    {layers.flatMap((name) => entries.find((e) => e.name === name) ?? []).map((e) => {
      const style = styleOf(e.name, titlesOf(e), e.look);
      return (
        <section key={e.name} className="sheetlegend">
          <b>{style.title[language]}</b>
          {e.raster ? null : style.matrix ? <Matrix style={style} language={language} /> : style.rules.map((r) => <span key={r.id}><Swatch symbol={r.symbol} kind={e.geometryType} theme="light" />{r.text[language]}</span>)}
        </section>
      );
    })}
  </>
);
