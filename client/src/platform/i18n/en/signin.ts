import type { Same } from '../catalogue.ts';
import type { signin as fr } from '../fr/signin.ts';

export const signin: Same<typeof fr> = {
  'signin.title': 'Sign in',
  'signin.email': 'E-mail address',
  'signin.password': 'Password',
  'signin.show': 'Show the password',
  'signin.submit': 'Sign in',
  'signin.forgot': 'Password forgotten? Ask the commune’s administrator for another.',
  'signin.languages': 'Language',
  'signin.foot': 'Hosted by your commune. No call to any third party.',
};
