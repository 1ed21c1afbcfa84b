import './factor.css';
import { useState, type FormEvent } from 'react';
import { beginFactor, confirmFactor, getFactor, linkProvider, removeFactor, renewRecovery, signInWays } from '@sommier/domain/people';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { SESSION_KEY, useSession } from '../../platform/session.tsx';
import { Button, Dialog, Problem, TextField, useToast } from '../../platform/ui/index.ts';

const field = (e: FormEvent<HTMLFormElement>, name: string): string => { e.preventDefault(); return String(new FormData(e.currentTarget).get(name) ?? ''); };
const PasswordField = () => <TextField label={useT()('factor.password')} name="password" type="password" autoComplete="current-password" dir="ltr" required />;
const CodeField = () => <TextField label={useT()('factor.code')} name="code" autoComplete="one-time-code" inputMode="numeric" dir="ltr" required />;

/** The recovery codes, once: closing the dialog forgets them. */
const Codes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const t = useT();
  const say = useToast();
  return (
    <div className="stack">
      <p>{t('factor.codes.why')}</p>
      <ul className="codes" dir="ltr">{codes.map((c) => <li key={c}>{c}</li>)}</ul>
      <div className="row">
        <Button kind="main" onClick={onDone}>{t('factor.codes.done')}</Button>
        <Button onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => say(t('factor.codes.copied')))}>{t('factor.codes.copy')}</Button>
      </div>
    </div>
  );
};

/** Password, then the drawing and its first code, then the recovery codes. */
const Enrol = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const session = useSession();
  const begin = useChange(beginFactor), confirm = useChange(confirmFactor, ['listSessions']);
  const drawn = begin.data, codes = confirm.data?.codes;
  // Only now: the gate that this may stand in gives way to what is behind it, and the codes with it.
  const done = () => { queryClient.setQueryData(SESSION_KEY, { ...session, secondFactor: true }); void queryClient.invalidateQueries({ queryKey: [getFactor.id] }); onClose(); };
  return (
    <Dialog title={t(codes ? 'factor.codes' : 'factor.begin')} onClose={codes ? done : onClose}>
      {codes ? <Codes codes={codes} onDone={done} /> : drawn ? (
        <form className="stack" onSubmit={(e) => confirm.mutate({ body: { code: field(e, 'code') } })}>
          <p>{t('factor.scan')}</p>
          <svg className="qr" viewBox={`0 0 ${String(drawn.qr.size)} ${String(drawn.qr.size)}`} role="img" aria-label={t('factor.qr')}><path d={drawn.qr.path} /></svg>
          <p>{t('factor.secret')} : <bdi className="secret" dir="ltr">{drawn.secret}</bdi></p>
          {confirm.error && <Problem error={confirm.error} />}
          <CodeField />
          <div><Button kind="main" type="submit">{t('factor.confirm')}</Button></div>
        </form>
      ) : (
        <form className="stack" onSubmit={(e) => begin.mutate({ body: { password: field(e, 'password') } })}>
          <p>{t('factor.password.why')}</p>
          {begin.error && <Problem error={begin.error} />}
          <PasswordField />
          <div><Button kind="main" type="submit">{t('factor.next')}</Button></div>
        </form>
      )}
    </Dialog>
  );
};

/** Both are given again: to make new recovery codes, or to turn the factor off. */
const Again = ({ what, onClose }: { what: 'renew' | 'remove'; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const renew = useChange(renewRecovery, ['getFactor']), remove = useChange(removeFactor, ['getFactor', 'listSessions']);
  const error = renew.error ?? remove.error;
  const submit = (e: FormEvent<HTMLFormElement>) => {
    const body = { password: field(e, 'password'), code: field(e, 'code') };
    if (what === 'renew') renew.mutate({ body });
    else remove.mutate({ body }, { onSuccess: () => { say(t('factor.removed')); onClose(); } });
  };
  return (
    <Dialog title={t(renew.data ? 'factor.codes' : what === 'renew' ? 'factor.renew' : 'factor.remove')} onClose={onClose}>
      {renew.data ? <Codes codes={renew.data.codes} onDone={onClose} /> : (
        <form className="stack" onSubmit={submit}>
          <p>{t(what === 'renew' ? 'factor.codes.why' : 'factor.remove.why')}</p>
          {error && <Problem error={error} />}
          <PasswordField />
          <CodeField />
          <div><Button kind={what === 'renew' ? 'main' : 'bad'} type="submit">{t(what === 'renew' ? 'factor.renew' : 'factor.remove')}</Button></div>
        </form>
      )}
    </Dialog>
  );
};

/** Where the operator offers a provider of identities: one's account may open by it too. */
const Provider = () => {
  const t = useT();
  const ways = useEndpoint(signInWays, {});
  const link = useChange(linkProvider);
  const name = ways.data?.provider;
  if (!name) return null;
  return (
    <>
      {link.error && <Problem error={link.error} />}
      <p>{t('factor.link.why')}</p>
      <div><Button onClick={() => link.mutate({ body: { next: location.pathname } }, { onSuccess: ({ url }) => location.assign(url) })}>{t('factor.link', { name })}</Button></div>
    </>
  );
};

/** One's second factor: its state, and what may be done with it. */
export const FactorSection = () => {
  const t = useT();
  const intl = useIntl();
  const factor = useEndpoint(getFactor, {});
  const [open, setOpen] = useState<'enrol' | 'renew' | 'remove' | null>(null);
  const f = factor.data;
  const close = () => setOpen(null);
  return (
    <section className="block stack" aria-labelledby="factor">
      <h2 id="factor">{t('factor.title')}</h2>
      <p>{t('factor.why')}</p>
      {factor.error && <Problem error={factor.error} />}
      {f && !f.localPassword && <p>{t('factor.elsewhere')}</p>}
      {f?.localPassword && <p><b>{f.since === null ? t('factor.off') : t('factor.on', { date: intl.formatDate(f.since, { dateStyle: 'long' }) })}</b>{f.enrolled && <> · {t('factor.left', { n: f.recoveryLeft })}</>}</p>}
      {f?.localPassword && (
        <div className="row">
          {f.enrolled ? <><Button onClick={() => setOpen('renew')}>{t('factor.renew')}</Button><Button kind="flat" onClick={() => setOpen('remove')}>{t('factor.remove')}</Button></>
            : <Button kind="main" onClick={() => setOpen('enrol')}>{t('factor.begin')}</Button>}
        </div>
      )}
      <Provider />
      {open === 'enrol' && <Enrol onClose={close} />}
      {(open === 'renew' || open === 'remove') && <Again what={open} onClose={close} />}
    </section>
  );
};
