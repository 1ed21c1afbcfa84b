import type { FormEvent } from 'react';
import { getFactorRoles, setFactorRoles } from '@sommier/domain/people';
import { ROLES } from '@sommier/domain/shared';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Problem, useToast } from '../../platform/ui/index.ts';

/** The roles that work in the commune only with a second factor. */
export const FactorRoles = () => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const roles = useEndpoint(getFactorRoles, { params: { commune } });
  const change = useChange(setFactorRoles, ['getFactorRoles', 'getSession']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const ticked = new FormData(e.currentTarget).getAll('role');
    change.mutate({ params: { commune }, body: { roles: ROLES.filter((r) => ticked.includes(r)) } }, { onSuccess: () => say(t('factor.roles.saved')) });
  };
  const error = roles.error ?? change.error;
  return (
    <section className="block" aria-labelledby="factor-roles">
      <h2 id="factor-roles">{t('factor.roles')}</h2>
      <p className="small">{t('factor.roles.why')}</p>
      {error && <Problem error={error} />}
      {roles.data && (
        <form className="stack" onSubmit={submit}>
          <div className="row">{ROLES.map((r) => <Check key={r} name="role" value={r} defaultChecked={roles.data.roles.includes(r)}>{t(`role.${r}`)}</Check>)}</div>
          <div><Button type="submit">{t('factor.roles.save')}</Button></div>
        </form>
      )}
    </section>
  );
};
