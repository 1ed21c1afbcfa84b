import type { Fill, LayerStyle, Line, MapSymbol, Token } from '@sommier/domain/style';
import type { Language } from '@sommier/domain/shared';
import { caseOf, columnOf, rgb, type Shape, xml } from './rules.ts';

const colour = (token: Token, opacity = 1): string => [...rgb(token), Math.round(opacity * 255)].join(',');
type Options = Record<string, string | number>;
/** A part of a symbol, as QGIS writes it since 3.26 (`Option`) and as it read it before (`prop`). */
const layer = (kind: string, options: Options): string =>
  `<layer class="${kind}" enabled="1" locked="0" pass="0"><Option type="Map">${Object.entries(options).map(([k, v]) => `<Option type="QString" name="${k}" value="${xml(String(v))}"/>`).join('')}</Option>${Object.entries(options).map(([k, v]) => `<prop k="${k}" v="${xml(String(v))}"/>`).join('')}</layer>`;

const BRUSH = { hatch: 'b_diagonal', cross: 'diagonal_x', dots: 'dense6' } as const;
const NONE: Options = { outline_style: 'no' };
function fills(fill: Fill | undefined): string[] {
  if (!fill || fill.pattern === 'empty') return [];
  if (fill.pattern === 'plain') return [layer('SimpleFill', { color: colour(fill.colour, fill.opacity), style: 'solid', ...NONE })];
  return [layer('SimpleFill', { color: colour(fill.colour, fill.pattern === 'dots' ? 0.28 : 0.16), style: 'solid', ...NONE }), layer('SimpleFill', { color: colour(fill.ink), style: BRUSH[fill.pattern], ...NONE })];
}
const stroke = (line: Line): Options => ({
  line_color: colour(line.colour), line_width: line.width, line_width_unit: 'Pixel', joinstyle: 'round', line_style: 'solid',
  ...(line.dash ? { use_custom_dash: 1, customdash: line.dash.join(';'), customdash_unit: 'Pixel' } : {}),
});
function layers(symbol: MapSymbol, shape: Shape): string[] {
  const { mark, line } = symbol;
  if (shape === 'point') return mark ? [layer('SimpleMarker', { name: 'circle', color: colour(mark.fill), outline_color: colour(mark.edge), outline_width: mark.edgeWidth, outline_width_unit: 'Pixel', size: mark.radius * 2, size_unit: 'Pixel' })] : [];
  if (shape === 'line') return line ? [layer('SimpleLine', stroke(line))] : [];
  return [...fills(symbol.fill), ...(line ? [layer('SimpleLine', stroke(line))] : [])];
}
const KIND = { point: 'marker', line: 'line', polygon: 'fill' } as const;

/** The style of a layer as QGIS reads it (QML): one class a rule, the first that holds drawing the feature; names from the scale at which the map writes them. */
export function qmlOf(style: LayerStyle, shape: Shape, language: Language = 'fr'): string {
  const rules = style.rules.map((rule) => ({ rule, parts: layers(rule.symbol, shape) }));
  const categories = rules.map(({ rule, parts }, i) => `<category type="string" value="${xml(rule.id)}" symbol="${i}" label="${xml(rule.text[language])}" render="${parts.length > 0 ? 'true' : 'false'}"/>`).join('');
  const symbols = rules.map(({ parts }, i) => `<symbol type="${KIND[shape]}" name="${i}" alpha="1" clip_to_extent="1" force_rhr="0">${parts.length > 0 ? parts.join('') : layer(shape === 'point' ? 'SimpleMarker' : shape === 'line' ? 'SimpleLine' : 'SimpleFill', {})}</symbol>`).join('');
  const { label } = style;
  const field = label && columnOf(style, label.field[language] ?? label.field.fr);
  const labelling = label && field !== undefined
    ? `<labeling type="simple"><settings calloutType="simple"><text-style fieldName="${xml(field)}" isExpression="0" fontFamily="Noto Sans" fontSize="${label.size}" fontSizeUnit="Pixel" textColor="${colour(label.colour)}" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="1" bufferSizeUnits="MM" bufferColor="${colour('halo')}"/></text-style><placement placement="${shape === 'polygon' ? 1 : 0}"/><rendering scaleVisibility="1" scaleMax="1" scaleMin="${label.fromScale}" obstacle="1"/></settings></labeling>` : '';
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version="3.28.0" styleCategories="Symbology|Labeling" labelsEnabled="${label ? 1 : 0}"><renderer-v2 type="categorizedSymbol" attr="${xml(caseOf(style))}" enableorderby="0" forceraster="0" symbollevels="0" referencescale="-1"><categories>${categories}</categories><symbols>${symbols}</symbols></renderer-v2>${labelling}<blendMode>0</blendMode><featureBlendMode>0</featureBlendMode><layerGeometryType>${{ point: 0, line: 1, polygon: 2 }[shape]}</layerGeometryType></qgis>\n`;
}
