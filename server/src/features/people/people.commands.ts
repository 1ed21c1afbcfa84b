import type { Command } from 'commander';
import { Email, NewPassword } from '@sommier/domain/people';
import { AppError, LANGUAGES, ROLES, type Language, type Role } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { deleteFactor } from './factor.store.ts';
import { joinCommune } from './join.ts';
import { personByEmail, personById, wordsAround } from './people.queries.ts';
import { hashPassword } from './password.ts';
import { refuseWeak } from './password-policy.ts';
import { endSessions, giveNewPassword, revokeOthers, setOperator } from './people.store.ts';
import { linkIdentity } from './provider.store.ts';

interface Options { commune: string; role: Role; name?: string; language: Language }

const oneOf = <T extends string>(values: readonly T[], what: string) => (text: string): T => {
  if (!(values as readonly string[]).includes(text)) throw new Usage(`${what} is one of ${values.join(', ')}`);
  return text as T;
};

/** Somebody with an account here. Throws when there is nobody. */
async function known(cli: Cli, email: string): Promise<string> {
  const { db } = await cli.deps();
  const person = await db.asPerson(null, (tx) => personByEmail(tx, email));
  if (person === undefined) throw new AppError('not_found', `Nobody has the address ${email}`);
  return person.id;
}

export function peopleCommands(program: Command, cli: Cli): void {
  const user = program.command('user').description('people of a commune');
  user.command('forget-factor').argument('<email>').description('turn off the second factor of somebody who lost her device and her recovery codes; her sessions close')
    .action(async (email: string) => {
      const { db } = await cli.deps(), id = await known(cli, email);
      await db.asPerson(id, async (tx) => { await deleteFactor(tx, id); await revokeOthers(tx, id, '0'); });
      cli.answer({ email, secondFactor: false }, (v) => `${v.email} signs in by password alone until she turns a second factor on again.`);
    });
  user.command('password').argument('<email>').description('give somebody who forgot hers a password, asked or read from standard input; she changes it at her next sign-in, her sessions close')
    .action(async (email: string) => {
      const { db } = await cli.deps(), id = await known(cli, email), password = await cli.secret(`First password of ${email} (at least 12 characters): `);
      if (!NewPassword.safeParse(password).success) throw new Usage('The password has at least 12 characters');
      await db.asPerson(id, async (tx) => {
        const whose = await personById(tx, id);
        if (!whose.localPassword) throw new AppError('rule_refused', 'No local password', { reason: 'opens_by_provider' });
        refuseWeak(password, await wordsAround(tx, whose), 'password');
      });
      const hash = await hashPassword(password);
      await db.asPerson(id, (tx) => giveNewPassword(tx, id, hash));
      cli.answer({ email }, (v) => `${v.email} changes it for her own at her next sign-in.`);
    });
  user.command('close-sessions').argument('[email]').description('close every open session of a person, or of everybody with --all').option('--all', 'everybody')
    .action(async (email: string | undefined, options: { all?: true }) => {
      if ((email === undefined) === (options.all !== true)) throw new Usage('Name a person, or --all');
      const { db } = await cli.deps(), id = email === undefined ? null : await known(cli, email);
      const closed = await db.asPerson(id, (tx) => endSessions(tx, id));
      cli.answer({ closed }, (v) => `${String(v.closed)} sessions closed.`);
    });
  user.command('link').argument('<email>').description('link an account to an identity at the provider (OIDC_ISSUER)').requiredOption('--subject <sub>', 'the identity as the provider names it')
    .option('--issuer <url>', 'another issuer than OIDC_ISSUER')
    .action(async (email: string, options: { subject: string; issuer?: string }) => {
      const { db, env } = await cli.deps(), id = await known(cli, email), issuer = options.issuer ?? env.oidc?.issuer;
      if (issuer === undefined) throw new Usage('Name the provider: OIDC_ISSUER in the environment, or --issuer');
      await db.asPerson(id, (tx) => linkIdentity(tx, { issuer, subject: options.subject }, id));
      cli.answer({ email, issuer, subject: options.subject }, (v) => `${v.email} signs in at ${v.issuer} as ${v.subject}.`);
    });
  user.command('operator').argument('<email>').description('somebody who runs the deployment: makes communes and sees their sizes on screen, nothing of their registers').option('--off', 'no longer')
    .action(async (email: string, options: { off?: true }) => {
      const { db } = await cli.deps(), id = await known(cli, email);
      await db.asPerson(id, (tx) => setOperator(tx, id, options.off !== true));
      cli.answer({ email, operator: options.off !== true }, (v) => `${v.email} ${v.operator ? 'runs' : 'no longer runs'} this deployment.`);
    });
  user.command('add').argument('<email>').description('add a person to a commune; a new person’s password is asked, or read from standard input')
    .requiredOption('--commune <code>').requiredOption('--role <role>', ROLES.join(' | '), oneOf(ROLES, '--role'))
    .option('--name <name>', 'the person’s name (the e-mail when left out)').option('--language <language>', LANGUAGES.join(' | '), oneOf(LANGUAGES, '--language'), 'fr')
    .action(async (text: string, options: Options) => {
      const email = Email.safeParse(text);
      if (!email.success) throw new Usage(`${text} is not an e-mail address`);
      const { db } = await cli.deps();
      const commune = await cli.commune(options.commune);
      const known = await db.asPerson(null, (tx) => personByEmail(tx, email.data));
      const password = known ? undefined : await cli.secret(`Password of ${email.data} (at least 12 characters): `);
      if (password !== undefined && !NewPassword.safeParse(password).success) throw new Usage('The password has at least 12 characters');
      await db.inCommune({ commune: commune.id }, async (tx) => {
        const id = await joinCommune(tx, commune.id, { email: email.data, role: options.role, name: options.name ?? email.data, password, language: options.language });
        await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'user.added', subject: `person:${id}`, detail: { role: options.role }, personal: { email: email.data } }]);
      });
      cli.answer({ email: email.data, commune: commune.code, role: options.role, created: !known }, (v) => `${v.email} is ${v.role} in ${v.commune}.`);
    });
}
