import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { ROLES } from '../shared/permission.ts';
import { LANGUAGES } from '../shared/texts.ts';

export const RoleName = z.enum(ROLES);
export const LanguageCode = z.enum(LANGUAGES);
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** At least twelve characters, no rule of composition (ASVS 5.0, 6.2.1 and 6.2.5; what is common or made of one's own names is refused by the server); at most 256 so that hashing stays bounded. */
export const NewPassword = z.string().min(12).max(256);
export const PersonName = z.string().trim().min(1).max(120);

export const Person = z.strictObject({ id: Id, email: z.string(), name: z.string(), language: LanguageCode }).meta({ id: 'Person' });
export type Person = z.output<typeof Person>;

/** A commune as one of its members sees it. */
export const MyCommune = z.strictObject({
  code: z.string(), name: z.string(), nameAr: z.string().nullable(), currency: z.string(), languages: z.array(z.string()),
  timezone: z.string(), srid: z.number().int(), demo: z.boolean(), role: RoleName,
  /** The role works there only in a session with a second factor. */
  secondFactor: z.boolean(),
  /** Classes of domain and states of title that the commune words otherwise than all do. */
  words: z.array(z.strictObject({ list: z.string(), code: z.string(), labels: z.strictObject({ fr: z.string(), ar: z.string(), en: z.string() }) }).meta({ id: 'LegalWord' })),
}).meta({ id: 'MyCommune' });
export type MyCommune = z.output<typeof MyCommune>;

/** Six digits of the moment, or one of the recovery codes; spaces and dashes do not count. */
export const OneCode = z.string().trim().min(6).max(40);
/** `next` goes with a password that somebody else gave: it opens only together with one of one's own. */
export const SignIn = z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(256), code: OneCode.optional(), next: NewPassword.optional() }).meta({ id: 'SignIn' });
export const Session = z.strictObject({
  person: Person, communes: z.array(MyCommune), expiresAt: z.iso.datetime(),
  /** A second factor was part of this session's opening. */
  secondFactor: z.boolean(),
  /** She runs the deployment. */
  operator: z.boolean(),
}).meta({ id: 'Session' });
export type Session = z.output<typeof Session>;
export const Preferences = z.object({ language: LanguageCode.optional(), name: PersonName.optional() }).meta({ id: 'Preferences' });
export const PasswordChange = z.object({ current: z.string().min(1).max(256), next: NewPassword }).meta({ id: 'PasswordChange' });

export const OpenSession = z.strictObject({
  id: Id, createdAt: z.iso.datetime(), lastSeenAt: z.iso.datetime(), expiresAt: z.iso.datetime(), userAgent: z.string().nullable(), current: z.boolean(),
}).meta({ id: 'OpenSession' });
export type OpenSession = z.output<typeof OpenSession>;

/** A person of a commune, as its administrator sees her. */
export const User = z.strictObject({
  id: Id, email: z.string(), name: z.string(), role: RoleName, language: LanguageCode, disabled: z.boolean(), createdAt: z.iso.datetime(),
  /** Until when the password given to her may be changed for one of her own; null once it is hers. */
  passwordGivenUntil: z.iso.datetime().nullable(),
  /** Her sessions that are open now, whatever the commune. */
  openSessions: z.number().int(),
}).meta({ id: 'User' });
export type User = z.output<typeof User>;
/** A person already known by her e-mail joins the commune and keeps her own name and password: both are then left out or ignored. */
export const NewUser = z.object({
  email: Email, role: RoleName, name: PersonName.optional(), password: NewPassword.optional(), language: LanguageCode.default('fr'),
}).meta({ id: 'NewUser' });
/** How long a password given by somebody else may wait for the person's own. */
export const GIVEN_PASSWORD_DAYS = 7;
export const GivenPassword = z.object({ password: NewPassword }).meta({ id: 'GivenPassword' });
export const UserChange = z.object({ role: RoleName.optional(), disabled: z.boolean().optional() }).meta({ id: 'UserChange' });

/** The first administrator of a new installation, with the commune she will run. */
export const Setup = z.object({
  token: z.string().min(20).max(200), email: Email, name: PersonName, password: NewPassword, language: LanguageCode.default('fr'),
  commune: z.object({
    code: z.string().regex(/^[A-Z0-9][A-Z0-9_-]{1,31}$/), name: z.string().trim().min(1).max(120), nameAr: z.string().trim().max(120).optional(),
    currency: z.string().regex(/^[A-Z]{3}$/), timezone: z.string().max(60).default('Africa/Tunis'), srid: z.number().int().min(1024).max(998999).default(4326),
  }),
}).meta({ id: 'Setup' });
