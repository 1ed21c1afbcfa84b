import type { Same } from '../catalogue.ts';
import type { signin as fr } from '../fr/signin.ts';

export const signin: Same<typeof fr> = {
  'signin.title': 'Sign in',
  'signin.email': 'E-mail address',
  'signin.password': 'Password',
  'signin.show': 'Show the password',
  'signin.submit': 'Sign in',
  'signin.frugality': 'Frugality',
  'signin.access': 'Accessibility',
  'signin.forgot': 'Password forgotten? Ask the commune’s administrator for another.',
  'signin.languages': 'Language',
  'signin.foot': 'Hosted by your commune. No call to any third party.',
  'signin.next': 'Your new password',
  'signin.next.hint': 'At least twelve characters; several words without a link, for example',
  'signin.code': 'Six-digit code',
  'signin.code.hint': 'The one of your authenticator application, or a recovery code',
  'signin.provider': 'Sign in with {name}',
  'signin.problem.provider_refused': 'The provider of identities did not confirm the sign-in. Try again.',
  'signin.problem.provider_unknown': 'No account here is linked to this identity. Sign in by password and link it in “My account”, or ask the administrator.',
  'signin.problem.provider_taken': 'This identity is linked to another account already.',
  'signin.problem.provider_away': 'The provider of identities does not answer. Sign in by password, or try again in a few minutes.',
};
