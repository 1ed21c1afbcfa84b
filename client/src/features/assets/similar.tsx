import { Link } from '@tanstack/react-router';
import type { SimilarAsset } from '@sommier/domain/assets';
import { useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Ref, Tag } from '../../platform/ui/index.ts';

/** Properties that may be the one about to be made, with why; announced when they appear. */
export const Similar = ({ rows }: { rows: readonly SimilarAsset[] }) => {
  const t = useT();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  return (
    <div className="note warn" role="alert"><p>{t('assets.similar')}</p>
      <ul>{rows.map((r) => <li key={r.id}><Link to="/c/$commune/assets/$id" params={{ commune, id: r.id }} search={{}} target="_blank"><Ref>{r.code}</Ref> <bdi>{nameOf(r)}</bdi></Link> {r.address && <bdi className="small">{r.address}</bdi>} {r.because.map((b) => <Tag key={b}>{t(`assets.similar.${b}`)}</Tag>)}</li>)}</ul>
    </div>
  );
};
