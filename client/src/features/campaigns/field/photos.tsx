import { useEffect, useState } from 'react';
import { useT } from '../../../platform/i18n/index.ts';
import { Button, Tag } from '../../../platform/ui/index.ts';
import type { KeptPhoto } from './db.ts';
import { useField } from './use-field.ts';

const Thumb = ({ photo, n }: { photo: KeptPhoto; n: number }) => {
  const t = useT();
  const { store } = useField();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!photo.bytes) { setUrl(null); return undefined; }
    const made = URL.createObjectURL(photo.bytes);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo.bytes]);
  return (
    <li>
      {url ? <img src={url} alt={t('field.photo.n', { n })} /> : <span className="gone" />}
      <Tag tone={photo.document ? 'ok' : photo.refused ? 'bad' : 'info'}>{t(photo.document ? 'field.state.sent' : photo.refused ? 'field.state.refused' : 'field.state.queued')}</Tag>
      {!photo.document && <Button kind="flat" icon="x" label={t('field.photo.drop', { n })} onClick={() => void store.dropPhoto(photo.id)} />}
    </li>
  );
};
/** Photos of a visit, each with what has become of it. */
export const Photos = ({ photos }: { photos: readonly KeptPhoto[] }) => (photos.length === 0 ? null : <ul className="thumbs">{photos.map((p, i) => <Thumb key={p.id} photo={p} n={i + 1} />)}</ul>);
