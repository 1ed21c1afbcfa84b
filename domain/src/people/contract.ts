import { z } from 'zod';
import { allow, endpoint, Id, inCommune, PUBLIC, SIGNED_IN } from '../shared/endpoint.ts';
import { factorEndpoints } from './factor.ts';
import { providerEndpoints } from './provider.ts';
import { GivenPassword, MyCommune, NewUser, OpenSession, PasswordChange, Preferences, Session, Setup, SignIn, User, UserChange } from './model.ts';

const ofUser = inCommune.extend({ id: Id });

export const signIn = endpoint({
  id: 'signIn', method: 'post', path: '/api/session', access: PUBLIC, summary: 'Open a session', audit: 'none',
  body: SignIn, status: 201, reply: Session, errors: ['bad_json', 'invalid', 'unauthenticated', 'forbidden', 'cross_site', 'too_many'],
});
export const getSession = endpoint({
  id: 'getSession', method: 'get', path: '/api/session', access: SIGNED_IN, summary: 'Who is signed in, and in which communes',
  status: 200, reply: Session, errors: ['unauthenticated'],
});
export const changePreferences = endpoint({
  id: 'changePreferences', method: 'patch', path: '/api/session', access: SIGNED_IN, summary: 'Change one’s own name or language', audit: 'none',
  body: Preferences, status: 200, reply: Session, errors: ['bad_json', 'invalid', 'unauthenticated', 'cross_site'],
});
export const signOut = endpoint({
  id: 'signOut', method: 'delete', path: '/api/session', access: SIGNED_IN, summary: 'Close this session', audit: 'none',
  status: 204, reply: z.undefined(), errors: ['unauthenticated', 'cross_site'],
});
export const changePassword = endpoint({
  id: 'changePassword', method: 'post', path: '/api/session/password', access: SIGNED_IN, summary: 'Change one’s own password; the other sessions close', audit: 'none',
  body: PasswordChange, status: 204, reply: z.undefined(), errors: ['bad_json', 'invalid', 'unauthenticated', 'cross_site', 'too_many'],
});
export const listSessions = endpoint({
  id: 'listSessions', method: 'get', path: '/api/sessions', access: SIGNED_IN, summary: 'One’s own open sessions',
  status: 200, reply: z.array(OpenSession), errors: ['unauthenticated'],
});
export const revokeSession = endpoint({
  id: 'revokeSession', method: 'delete', path: '/api/sessions/{id}', access: SIGNED_IN, stepUp: 'always', summary: 'Close one of one’s own sessions', audit: 'none',
  params: z.object({ id: Id }), status: 204, reply: z.undefined(), errors: ['unauthenticated', 'cross_site', 'not_found'],
});
export const myCommunes = endpoint({
  id: 'myCommunes', method: 'get', path: '/api/communes', access: SIGNED_IN, summary: 'The communes one belongs to, with one’s role',
  status: 200, reply: z.array(MyCommune), errors: ['unauthenticated'],
});
export const setUp = endpoint({
  id: 'setUp', method: 'post', path: '/api/setup', access: PUBLIC, summary: 'Name the first administrator with the link printed at the first start', audit: 'none',
  body: Setup, status: 201, reply: Session, errors: ['bad_json', 'invalid', 'cross_site', 'gone', 'conflict'],
});

export const listUsers = endpoint({
  id: 'listUsers', method: 'get', path: '/api/communes/{commune}/users', access: allow('users.manage'), summary: 'The people of the commune',
  params: inCommune, status: 200, reply: z.array(User), errors: ['unauthenticated', 'forbidden', 'not_found'],
});
export const addUser = endpoint({
  id: 'addUser', method: 'post', path: '/api/communes/{commune}/users', access: allow('users.manage'), stepUp: 'always', summary: 'Add a person to the commune', audit: 'user.added',
  params: inCommune, body: NewUser, status: 201, reply: User, errors: ['bad_json', 'invalid', 'unauthenticated', 'forbidden', 'step_up_required', 'not_found', 'conflict'],
});
export const changeUser = endpoint({
  id: 'changeUser', method: 'patch', path: '/api/communes/{commune}/users/{id}', access: allow('users.manage'), stepUp: 'always', summary: 'Change the role of a person, or disable her', audit: 'user.changed',
  params: ofUser, body: UserChange, status: 200, reply: User, errors: ['bad_json', 'invalid', 'unauthenticated', 'forbidden', 'step_up_required', 'not_found', 'rule_refused'],
});
export const removeUser = endpoint({
  id: 'removeUser', method: 'delete', path: '/api/communes/{commune}/users/{id}', access: allow('users.manage'), stepUp: 'always', summary: 'Take a person out of the commune', audit: 'user.removed',
  params: ofUser, status: 204, reply: z.undefined(), errors: ['unauthenticated', 'forbidden', 'step_up_required', 'not_found', 'rule_refused'],
});
export const givePassword = endpoint({
  id: 'givePassword', method: 'post', path: '/api/communes/{commune}/users/{id}/password', access: allow('users.manage'), stepUp: 'always', summary: 'Give a person who forgot hers a password, to be changed at her next sign-in; her sessions close', audit: 'user.password_given',
  params: ofUser, body: GivenPassword, status: 200, reply: User, errors: ['bad_json', 'invalid', 'unauthenticated', 'forbidden', 'step_up_required', 'not_found', 'rule_refused'],
});
export const closeSessions = endpoint({
  id: 'closeSessions', method: 'delete', path: '/api/communes/{commune}/users/{id}/sessions', access: allow('users.manage'), stepUp: 'always', summary: 'Close every open session of a person', audit: 'user.sessions_closed',
  params: ofUser, status: 204, reply: z.undefined(), errors: ['unauthenticated', 'forbidden', 'step_up_required', 'not_found'],
});

export const endpoints = [
  signIn, getSession, changePreferences, signOut, changePassword, listSessions, revokeSession, myCommunes, setUp, listUsers, addUser, changeUser, removeUser, givePassword, closeSessions, ...factorEndpoints, ...providerEndpoints,
] as const;
