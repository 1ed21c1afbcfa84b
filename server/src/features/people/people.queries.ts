import type { MyCommune, OpenSession, User } from '@sommier/domain/people';
import type { Language, Role } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

export interface PersonRow { id: string; email: string; name: string; language: Language; passwordHash: string; localPassword: boolean;
  /** The password is somebody else's gift, and still opens the choice of her own; null once it is hers. */
  given: 'open' | 'over' | null }
const PERSON = `p.id, p.email, p.name, p.language, p.password_hash as "passwordHash", p.local_password as "localPassword",
  case when p.password_given_until > now() then 'open' when p.password_given_until is not null then 'over' end as given`;

/** The person of an e-mail, whatever its case; disabled ones are left out. */
export const personByEmail = async (tx: Tx, email: string): Promise<PersonRow | undefined> =>
  (await tx.raw(
    `select ${PERSON} from person p where lower(p.email) = lower(:email) and p.disabled_at is null`,
    { email })).rows[0] as PersonRow | undefined;

export const personById = async (tx: Tx, id: string): Promise<PersonRow> =>
  (await tx.raw(`select ${PERSON} from person p where p.id = :id`, { id })).rows[0] as PersonRow;

/** Whether she runs the deployment: makes communes and sees their sizes. */
export const isOperator = async (tx: Tx, person: string): Promise<boolean> =>
  ((await tx.raw('select p.operator from person p where p.id = :person', { person })).rows[0] as { operator: boolean } | undefined)?.operator === true;

/** What a stranger would try first for her password: her address, her names, her communes. */
export const wordsAround = async (tx: Tx, person: { id: string; email: string; name: string }): Promise<string[]> =>
  [person.email, person.name, ...(await communesOf(tx, person.id)).flatMap((c) => [c.code, c.name, c.nameAr ?? ''])];

/** Whether the transaction's person belongs to another commune than this one, open to her or not: what opens there is not one commune's to give. */
export const worksElsewhere = async (tx: Tx, person: string, commune: number): Promise<boolean> =>
  ((await tx.raw('select exists (select from membership m where m.person_id = :person and m.commune_id <> :commune) as elsewhere', { person, commune })).rows[0] as { elsewhere: boolean }).elsewhere;

/** The communes of the transaction's person, with her role. */
export const communesOf = async (tx: Tx, person: string): Promise<MyCommune[]> =>
  (await tx.raw(
    `select c.code, c.name, c.name_ar as "nameAr", c.currency, c.languages, c.timezone, c.srid, c.demo, m.role, m.role = any (c.second_factor_roles) as "secondFactor",
       coalesce((select jsonb_agg(jsonb_build_object('list', w.list, 'code', w.code, 'labels', w.labels)) from legal_words(c.id) w), '[]') as words
     from membership m join commune c on c.id = m.commune_id where m.person_id = :person and m.disabled_at is null order by c.name, c.code`,
    { person })).rows as MyCommune[];

const OPEN = `s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '12 hours'`;
export const sessionsOf = async (tx: Tx, person: string, current: string): Promise<OpenSession[]> => {
  const rows = (await tx.raw(
    `select s.id, s.created_at, s.last_seen_at, s.expires_at, s.user_agent from session s
     where s.person_id = :person and ${OPEN}
     order by s.last_seen_at desc, s.id desc limit 100`, { person })).rows as { id: string; created_at: Date; last_seen_at: Date; expires_at: Date; user_agent: string | null }[];
  return rows.map((s) => ({
    id: s.id, createdAt: s.created_at.toISOString(), lastSeenAt: s.last_seen_at.toISOString(), expiresAt: s.expires_at.toISOString(), userAgent: s.user_agent, current: s.id === current,
  }));
};

/** The people of a commune (or one of them), disabled ones last. */
export const usersOf = async (tx: Tx, commune: number, only?: string): Promise<User[]> => {
  const rows = (await tx.raw(
    `select p.id, p.email, p.name, m.role, p.language, (m.disabled_at is not null or p.disabled_at is not null) as disabled, m.created_at, p.password_given_until,
       (select count(*)::int from session s where s.person_id = p.id and ${OPEN}) as "openSessions"
     from membership m join person p on p.id = m.person_id
     where m.commune_id = :commune and (:only::bigint is null or p.id = :only::bigint) order by disabled, lower(p.name), p.id`,
    { commune, only: only ?? null })).rows as (Omit<User, 'createdAt' | 'passwordGivenUntil'> & { created_at: Date; password_given_until: Date | null })[];
  return rows.map(({ created_at, password_given_until, ...user }) => ({ ...user, createdAt: created_at.toISOString(), passwordGivenUntil: password_given_until?.toISOString() ?? null }));
};

/** Active administrators of the commune, locked so that two removals cannot take the last two away at once. */
export const lockAdmins = async (tx: Tx, commune: number): Promise<string[]> =>
  ((await tx.raw(
    `select m.person_id from membership m where m.commune_id = :commune and m.role = 'admin' and m.disabled_at is null order by m.person_id for update`,
    { commune })).rows as { person_id: string }[]).map((row) => row.person_id);

/** True when nobody was ever named: the installation is new. */
export const nobodyYet = async (tx: Tx): Promise<boolean> =>
  ((await tx.raw('select not exists (select from person) as empty')).rows[0] as { empty: boolean }).empty;

/** E-mails of the demo's accounts, whose password everybody knows. */
export const demoAccounts = async (tx: Tx): Promise<string[]> =>
  ((await tx.raw(`select p.email from person p where p.email like '%@demo.example' and p.disabled_at is null order by p.email`)).rows as { email: string }[]).map((row) => row.email);

/** The roles that work in the commune only with a second factor. */
export const factorRoles = async (tx: Tx, commune: number): Promise<Role[]> =>
  ((await tx.raw('select c.second_factor_roles as roles from commune c where c.id = ?', [commune])).rows[0] as { roles: Role[] }).roles;
