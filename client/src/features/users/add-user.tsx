import type { FormEvent } from 'react';
import { addUser } from '@sommier/domain/people';
import { ROLES, type Role } from '@sommier/domain/shared';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT, type Language } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { Button, Dialog, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { GivenPasswordField } from './given-password.tsx';

/** A new person, or one who already has an account elsewhere: then her name and password stay hers. */
export const AddUser = ({ commune, onClose }: { commune: string; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { language } = useLanguage();
  const add = useChange(addUser, ['listUsers']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim();
    const [name, password] = [text('name'), text('password')];
    add.mutate({
      params: { commune },
      body: { email: text('email'), role: text('role') as Role, language: text('language') as Language, ...(name ? { name } : {}), ...(password ? { password } : {}) },
    }, { onSuccess: (user) => { say(t('users.added', { name: user.name })); onClose(); } });
  };
  return (
    <Dialog title={t('users.add')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {add.error && <Problem error={add.error} />}
        <TextField label={t('users.email')} name="email" type="email" required dir="ltr" autoComplete="off" />
        <TextField label={t('users.name')} name="name" maxLength={120} autoComplete="off" />
        <SelectField label={t('users.role')} name="role" defaultValue="agent">
          {ROLES.map((r) => <option key={r} value={r}>{t(`role.${r}`)} : {t(`role.${r}.can`)}</option>)}
        </SelectField>
        <SelectField label={t('users.language')} name="language" defaultValue={language}>
          {LANGUAGES.map((l) => <option key={l} value={l} lang={l}>{LANGUAGE_NAMES[l]}</option>)}
        </SelectField>
        <GivenPasswordField hint={t('users.password.hint')} />
        <Button kind="main" type="submit">{t('users.save')}</Button>
      </form>
    </Dialog>
  );
};
