import type { FormEvent } from 'react';
import { changePortal, getPortal, type Portal } from '@sommier/domain/portal';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Problem, TextField, useToast } from '../../platform/ui/index.ts';

const PortalForm = ({ portal: p, onClose }: { portal: Portal; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const save = useChange(changePortal, ['getPortal']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim() || null;
    save.mutate({ params: { commune }, options: { headers: { 'if-match': `"v${String(p.version)}"` } }, body: {
      isOpen: form.get('isOpen') !== null, title: text('title'), titleAr: text('titleAr'), intro: text('intro'), introAr: text('introAr'), papers: p.papers, frames: (text('frames') ?? '').split(/\s+/).filter(Boolean),
    } }, { onSuccess: () => { say(t('layers.saved')); onClose(); } });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {save.error && <Problem error={save.error} />}
      <Check name="isOpen" defaultChecked={p.isOpen}>{t('layers.portal.open')}</Check>
      <p>{t('layers.portal.what')} {p.isOpen && <a href={`/public/${commune}`} dir="ltr">{`/public/${commune}`}</a>}</p>
      <div className="pair"><TextField label={t('layers.field.title')} name="title" defaultValue={p.title ?? ''} maxLength={200} /><TextField label={t('layers.field.titleAr')} name="titleAr" dir="rtl" lang="ar" defaultValue={p.titleAr ?? ''} maxLength={200} /></div>
      <div className="pair"><TextField label={t('layers.portal.intro')} name="intro" defaultValue={p.intro ?? ''} maxLength={2000} /><TextField label={t('layers.portal.introAr')} name="introAr" dir="rtl" lang="ar" defaultValue={p.introAr ?? ''} maxLength={2000} /></div>
      <TextField label={t('layers.portal.frames')} name="frames" dir="ltr" defaultValue={p.frames.join(' ')} hint={t('layers.portal.frames.hint')} />
      <div className="row"><Button kind="main" type="submit" refuse={save.isPending && t('shell.wait')}>{t('layers.save')}</Button></div>
    </form>
  );
};

/** Opens, closes and words the commune's public page; what it shows of a layer is chosen on the layer's card. */
export const PortalDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const { data, error } = useEndpoint(getPortal, { params: { commune } });
  return <Dialog title={t('layers.portal')} onClose={onClose} wide>{error && <Problem error={error} />}{data && <PortalForm key={data.version} portal={data} onClose={onClose} />}</Dialog>;
};
