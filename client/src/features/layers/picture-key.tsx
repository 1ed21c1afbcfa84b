import type { LayerEntry } from '@sommier/domain/layers';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';

/** What the legend says of a picture: how fine it is, its date and source. */
export const PictureKey = ({ layer: { raster, source, sourceDate } }: { layer: LayerEntry }) => {
  const t = useT();
  const format = useFormat();
  if (!raster) return null;
  const parts = [raster.pixelM === null ? null : t('layers.picture.fine', { length: format.length(raster.pixelM) }), raster.reduced ? t('layers.picture.reduced') : null, sourceDate ? format.day(sourceDate) : null];
  return <p className="small">{parts.filter(Boolean).join(' · ')}{source && <> <bdi>{source}</bdi></>}</p>;
};
