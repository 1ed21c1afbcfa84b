import { type Fill, LIGHT, type LayerStyle, type Line, type MapSymbol } from '@sommier/domain/style';
import type { Language } from '@sommier/domain/shared';
import { columnOf, filterOf, type Shape, unreached, xml } from './rules.ts';

const parameter = (name: string, value: string | number): string => `<se:SvgParameter name="${name}">${value}</se:SvgParameter>`;
const stroke = (line: Line): string => `<se:Stroke>${parameter('stroke', LIGHT[line.colour])}${parameter('stroke-width', line.width)}${parameter('stroke-linejoin', 'round')}${line.dash ? parameter('stroke-dasharray', line.dash.join(' ')) : ''}</se:Stroke>`;
/** Well-known marks that repeat over a surface. */
const MARKS = { hatch: 'slash', cross: 'x', dots: 'circle' } as const;
const plain = (fill: Fill, opacity: number): string => `<se:Fill>${parameter('fill', LIGHT[fill.colour])}${parameter('fill-opacity', opacity)}</se:Fill>`;

function symbolizers({ fill, line, mark }: MapSymbol, shape: Shape): string {
  if (shape === 'point') return mark ? `<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName><se:Fill>${parameter('fill', LIGHT[mark.fill])}</se:Fill><se:Stroke>${parameter('stroke', LIGHT[mark.edge])}${parameter('stroke-width', mark.edgeWidth)}</se:Stroke></se:Mark><se:Size>${mark.radius * 2}</se:Size></se:Graphic></se:PointSymbolizer>` : '';
  if (shape === 'line') return line ? `<se:LineSymbolizer>${stroke(line)}</se:LineSymbolizer>` : '';
  const edge = line ? stroke(line) : '';
  if (!fill || fill.pattern === 'empty') return edge ? `<se:PolygonSymbolizer>${edge}</se:PolygonSymbolizer>` : '';
  if (fill.pattern === 'plain') return `<se:PolygonSymbolizer>${plain(fill, fill.opacity)}${edge}</se:PolygonSymbolizer>`;
  const tile = `<se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>${MARKS[fill.pattern]}</se:WellKnownName><se:Fill>${parameter('fill', LIGHT[fill.ink])}</se:Fill><se:Stroke>${parameter('stroke', LIGHT[fill.ink])}${parameter('stroke-width', 1)}</se:Stroke></se:Mark><se:Size>${fill.pattern === 'dots' ? 3 : 6}</se:Size></se:Graphic></se:GraphicFill></se:Fill>`;
  return `<se:PolygonSymbolizer>${plain(fill, fill.pattern === 'dots' ? 0.28 : 0.16)}</se:PolygonSymbolizer><se:PolygonSymbolizer>${tile}${edge}</se:PolygonSymbolizer>`;
}

/** The style of a layer as a Styled Layer Descriptor (OGC 05-078r4 with Symbology Encoding 1.1). */
export function sldOf(style: LayerStyle, shape: Shape, language: Language = 'fr'): string {
  const rules = style.rules.flatMap((rule, i) => {
    const drawn = symbolizers(rule.symbol, shape);
    return drawn === '' || unreached(style, i) ? [] : [`<se:Rule><se:Name>${xml(rule.id)}</se:Name><se:Description><se:Title>${xml(rule.text[language])}</se:Title></se:Description>${filterOf(style, i)}${drawn}</se:Rule>`];
  });
  const { label } = style;
  if (label) rules.push(`<se:Rule><se:Name>label</se:Name><se:MaxScaleDenominator>${label.fromScale}</se:MaxScaleDenominator><se:TextSymbolizer><se:Label><ogc:PropertyName>${xml(columnOf(style, label.field[language] ?? label.field.fr))}</ogc:PropertyName></se:Label><se:Font>${parameter('font-family', 'Noto Sans')}${parameter('font-size', label.size)}</se:Font><se:Fill>${parameter('fill', LIGHT[label.colour])}</se:Fill></se:TextSymbolizer></se:Rule>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc" version="1.1.0"><NamedLayer><se:Name>${xml(style.layer)}</se:Name><UserStyle><se:Name>${xml(style.title[language])}</se:Name><se:FeatureTypeStyle>${rules.join('')}</se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>\n`;
}
