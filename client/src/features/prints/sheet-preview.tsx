import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { hasStrip, pageLayout, readFrameText, type Box, type PageLayout } from './layout.ts';
import { readFrame } from '@sommier/domain/prints';
import { useFormat } from './use-words.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { SheetMap } from './sheet-map.tsx';
import { SheetLegend } from './sheet-legend.tsx';
import type { Composer } from './use-composer.ts';

const MM = 96 / 25.4;
const place = (box: Box): CSSProperties => ({ left: box.x * MM, top: box.y * MM, width: box.width * MM, height: box.height * MM });
/** Metres of a scale bar that takes up to so many millimetres. */
const barOf = (scale: number, room: number): number => { const most = room * scale / 1000; const power = 10 ** Math.floor(Math.log10(most)); return Math.max(...[1, 2, 5].map((n) => n * power).filter((n) => n <= most)); };

/** The sheet as it will be, reduced to the room there is: its frame and every part at its place, the map at the scale it will have. */
export const SheetPreview = ({ composer }: { composer: Composer }) => {
  const t = useT();
  const room = useRef<HTMLDivElement>(null);
  const [factor, setFactor] = useState(0.5);
  const { sheet, place: at } = composer;
  const page = pageLayout(sheet.paper, sheet.orientation, sheet.language === 'ar', hasStrip(sheet));
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    const fit = (): void => {
      const next = Math.min((element.clientWidth - 16) / (page.width * MM), Math.max(280, element.clientHeight - 16) / (page.height * MM));
      // A bar that comes and goes must not make the sheet breathe.
      setFactor((now) => (Math.abs(now - next) < 0.004 ? now : next));
    };
    fit();
    const watch = new ResizeObserver(fit);
    watch.observe(element);
    return () => watch.disconnect();
  }, [page.width, page.height]);
  const frame = useEndpoint(readFrame, { params: { commune: composer.commune }, query: { lon: Number((at?.center[0] ?? 0).toFixed(2)), lat: Number((at?.center[1] ?? 0).toFixed(2)) } }, { enabled: at !== null, keep: true });
  return (
    <div className="sheetroom" ref={room} role="region" aria-label={t('prints.preview')}>
      <div style={{ width: page.width * MM * factor, height: page.height * MM * factor }}>
        <div className="papersheet" data-sheet={sheet.paper} dir={sheet.language === 'ar' ? 'rtl' : 'ltr'} lang={sheet.language} style={{ width: page.width * MM, height: page.height * MM, transform: `scale(${factor})` }}>
          <Parts composer={composer} page={page} />
          <div className="frame" dir="ltr" style={place(page.map)}>{at && <SheetMap key={`${page.map.width} ${page.map.height}`} composer={composer} north={frame.data?.north ?? 0} />}</div>
          {frame.data && <p className="sheetcrs" style={{ left: page.map.x * MM, top: (page.map.y + page.map.height) * MM - 18 }} dir="ltr">{readFrameText(frame.data)}</p>}
        </div>
      </div>
    </div>
  );
};

const Parts = ({ composer, page }: { composer: Composer; page: PageLayout }) => {
  const { sheet, place: at } = composer;
  const commune = useCommune();
  const word = useFormat(sheet.language);
  const { language } = sheet;
  const name = language === 'ar' && commune.nameAr ? commune.nameAr : commune.name;
  const bar = barOf(at?.scale ?? 1000, page.stacked ? page.side.width / 3 * 0.86 : page.side.width * 0.86);
  return (
    <>
      <header style={place(page.head)}><b>{sheet.title ?? word('print.defaultTitle', { commune: name })}</b><span>{sheet.subtitle ?? name}{sheet.date ? ` · ${sheet.date}` : ''}</span></header>
      <aside style={place(page.side)} data-stacked={page.stacked || undefined}>
        {sheet.figures && <section><b>{word('print.figures')}</b></section>}
        {sheet.legend && <SheetLegend composer={composer} />}
        {sheet.inset && <section className="inset" />}
        <section className="truescale"><b dir="ltr">1:{at?.scale}</b>{sheet.scaleBar && at && <i style={{ width: bar / at.scale * 1000 * MM }} title={String(bar)} />}{sheet.north && <em style={{ transform: `rotate(${-at!.rotation}deg)` }}>▲</em>}</section>
        {sheet.sources && <small>{word('print.sources', { sources: sheet.sources })}</small>}
        {sheet.author && <small>{word('print.author', { author: sheet.author })}</small>}
      </aside>
      {page.strip && <div className="strip" style={place(page.strip)}>{sheet.table && <span>{word('print.table.code')} · {word('print.table.name')} · {word('print.table.legal')} · {word('print.table.area')}</span>}</div>}
      <footer style={place(page.foot)}><span>{['Sommier', name].join(' · ')}</span><span>{sheet.disclaimer ?? word('print.disclaimer')}</span></footer>
    </>
  );
};
