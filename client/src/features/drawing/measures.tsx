import type { GeometryCheck } from '@sommier/domain/geometries';
import { vertexCount, type EditState } from '../../map/index.ts';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import type { Subject } from './subject.ts';

/** Live figures of the hand, then the server's own once it has measured; beside them what the register says. */
export const Measures = ({ state, check, subject }: { state: EditState; check: GeometryCheck | null; subject: Subject }) => {
  const t = useT();
  const format = useFormat();
  const land = subject.kind === 'asset' ? subject.asset.landAreaM2 ?? subject.asset.footprintM2 : null;
  const area = check?.areaM2 ?? state.areaM2;
  return (
    <>
      <dl className="trio areas drawn" aria-live="polite">
        <dt>{t(check ? 'drawing.area.measured' : 'drawing.area.live')}</dt><dd data-area={area.toFixed(3)}>{format.area(area)}</dd>
        <dt>{t('drawing.perimeter')}</dt><dd>{format.area(check?.perimeterM ?? state.perimeterM)}</dd>
        <dt>{t('drawing.vertices')}</dt><dd>{format.whole(vertexCount(state.shape))}</dd>
      </dl>
      {land !== null && area > 0 && <p className="small">{t('drawing.against', { area: format.area(land), gap: format.percent(area / land - 1) })}</p>}
      {state.drawing && (
        <p className="small" role="status">{state.tool === 'split'
          ? t('drawing.growing.line', { n: state.drawing.vertices, length: format.length(state.drawing.lengthM) })
          : t('drawing.growing.area', { n: state.drawing.vertices, area: format.ground(state.drawing.areaM2) })}</p>
      )}
    </>
  );
};
