import type { FormEvent } from 'react';
import { deleteBookmark, listBookmarks, saveBookmark } from '@sommier/domain/compositions';
import type { MapPort } from '../../map/index.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Empty, Problem, Tag, TextField, useToast } from '../../platform/ui/index.ts';

/** Places of the map one comes back to. */
export const Places = ({ port, onClose }: { port: MapPort | null; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const mayShare = useCan()('layers.write');
  const { code: commune } = useCommune();
  const list = useEndpoint(listBookmarks, { params: { commune } });
  const save = useChange(saveBookmark, ['listBookmarks']);
  const remove = useChange(deleteBookmark, ['listBookmarks']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const here = port?.position();
    const form = e.currentTarget, fields = new FormData(form);
    if (!here) return;
    save.mutate({ params: { commune }, body: { name: String(fields.get('name')).trim(), lon: here.lon, lat: here.lat, zoom: here.zoom, shared: fields.get('shared') !== null } }, { onSuccess: (b) => { say(t('layers.comp.kept', { name: b.name })); form.reset(); } });
  };
  const error = list.error ?? save.error ?? remove.error;
  return (
    <>
      {error && <Problem error={error} />}
      {list.data?.bookmarks.length === 0 && <Empty title={t('layers.place.none')} />}
      <ul>{(list.data?.bookmarks ?? []).map((b) => (
        <li key={b.id}><button type="button" className="link" onClick={() => { port?.jump(b.lon, b.lat, b.zoom); onClose(); }}><bdi>{b.name}</bdi></button>{b.shared && <Tag>{t('layers.comp.shared')}</Tag>}
          {b.mine && <Button kind="flat" icon="x" label={t('layers.comp.forget', { name: b.name })} onClick={() => remove.mutate({ params: { commune, id: b.id } })} />}</li>
      ))}</ul>
      <form className="stack" onSubmit={submit}>
        <TextField label={t('layers.place.name')} name="name" required maxLength={120} autoComplete="off" />
        {mayShare && <Check name="shared">{t('layers.place.share')}</Check>}
        <div className="row"><Button kind="main" type="submit" refuse={(save.isPending && t('shell.wait')) || (!port && t('shell.wait'))}>{t('layers.place.save')}</Button></div>
      </form>
    </>
  );
};
