import type { FciBand, Fci } from '@sommier/domain/condition';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Tag, type Tone } from '../../platform/ui/index.ts';

const TONE: Record<FciBand, Tone> = { excellent: 'ok', good: 'ok', fair: 'info', poor: 'warn', critical: 'bad', replace: 'bad' };
/** The condition index with its band; what cannot be computed is said, never shown as a nought. */
export const FciTag = ({ fci }: { fci: Fci }) => {
  const t = useT();
  const f = useFormat();
  if (fci.kind === 'not_computable') return <Tag>{t('condition.none')}</Tag>;
  return <><bdi dir="ltr">{f.percent(fci.bp / 10_000)}</bdi> <Tag tone={TONE[fci.band]}>{t(`condition.band.${fci.band}`)}</Tag></>;
};
