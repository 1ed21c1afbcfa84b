import type { FormEvent } from 'react';
import { shareComposition, type Composition } from '@sommier/domain/compositions';
import { ROLES } from '@sommier/domain/shared';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Problem, TextField, useToast } from '../../platform/ui/index.ts';

/** With which roles, and until which day. No role: it is its maker's alone again. */
export const Share = ({ composition: c, onDone }: { composition: Composition; onDone: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const share = useChange(shareComposition, ['listCompositions', 'getComposition']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    share.mutate({ params: { commune, id: c.id }, body: { readers: ROLES.filter((role) => form.get(role) !== null), until: String(form.get('until')) || null }, options: { headers: { 'if-match': `"v${String(c.version)}"` } } },
      { onSuccess: (after) => { say(t(after.readers.length > 0 ? 'layers.comp.shared.done' : 'layers.comp.shared.ended')); onDone(); } });
  };
  return (
    <form className="share stack" onSubmit={submit}>
      {share.error && <Problem error={share.error} />}
      <fieldset><legend className="lab">{t('layers.comp.with')}</legend>{ROLES.map((role) => <Check key={role} name={role} defaultChecked={c.readers.includes(role)}>{t(`role.${role}`)}</Check>)}</fieldset>
      <TextField label={t('layers.comp.until')} name="until" type="date" defaultValue={c.until ?? ''} hint={t('layers.comp.until.hint')} />
      <div className="row"><Button kind="main" type="submit" refuse={share.isPending && t('shell.wait')}>{t('layers.comp.share.save')}</Button></div>
    </form>
  );
};
