import { PALETTES, type MapSymbol, type ThemeName } from '@sommier/domain/style';

const PATTERN: Readonly<Record<string, string>> = { hatch: 'M2 13L11 1M9 13L18 1M16 13L22 5', cross: 'M2 13L11 1M9 13L18 1M2 1L11 13M9 1L18 13', dots: 'M5 5h.1M11 9h.1M17 5h.1M5 10h.1M17 10h.1M11 4h.1' };

/** One sign of a legend: a dot, a line or a surface, as the map draws it. */
export const Swatch = ({ symbol: { fill, line, mark }, kind, theme }: { symbol: MapSymbol; kind: string; theme: ThemeName }) => {
  const colours = PALETTES[theme];
  return (
    <svg className="lsign" viewBox="0 0 22 14" aria-hidden="true">
      {kind === 'point' && mark ? <circle cx="11" cy="7" r={Math.min(6.4, mark.radius)} fill={colours[mark.fill]} stroke={colours[mark.edge]} strokeWidth={mark.edgeWidth} />
        : kind === 'line' && line ? <path d="M1 11L8 4L14 9L21 3" fill="none" stroke={colours[line.colour]} strokeWidth={Math.min(5, line.width + 0.6)} />
          : <>
            {fill && <rect x="1" y="1" width="20" height="12" fill={fill.pattern === 'empty' ? 'none' : colours[fill.colour]} fillOpacity={fill.pattern === 'plain' ? fill.opacity : 0.16} />}
            {fill && PATTERN[fill.pattern] && <path d={PATTERN[fill.pattern]} fill="none" stroke={colours[fill.ink]} strokeWidth={fill.pattern === 'dots' ? 2 : 1.3} strokeLinecap="round" />}
            {line && <rect x="1" y="1" width="20" height="12" fill="none" stroke={colours[line.colour]} strokeWidth="1.3" {...(line.dash ? { strokeDasharray: '3 2' } : {})} />}
          </>}
    </svg>
  );
};
