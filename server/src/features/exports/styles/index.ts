import type { LayerStyle } from '@sommier/domain/style';
import { qmlOf } from './qml.ts';
import { sldOf } from './sld.ts';
import type { Shape } from './rules.ts';

export { qmlOf, sldOf, type Shape };
/** The table in which QGIS looks for the styles of a GeoPackage, and writes its own. */
export const STYLES_TABLE = 'layer_styles';

/** The rows of `layer_styles`, one a layer, as GeoJSON lines without a place. QGIS takes the default one when it opens the layer; it looks them up by empty text, not by null. */
export const styleRows = (layers: readonly { style: LayerStyle; shape: Shape }[], moment: string): string => layers.map(({ style, shape }) => JSON.stringify({
  type: 'Feature', geometry: null,
  properties: {
    f_table_catalog: '', f_table_schema: '', f_table_name: style.layer, f_geometry_column: 'geom', styleName: style.title.fr.slice(0, 30), styleQML: qmlOf(style, shape), styleSLD: sldOf(style, shape),
    useAsDefault: true, description: style.title.fr, owner: '', ui: '', update_time: moment,
  },
})).map((line) => `${line}\n`).join('');
