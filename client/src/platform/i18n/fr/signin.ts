export const signin = {
  'signin.title': 'Se connecter',
  'signin.email': 'Adresse électronique',
  'signin.password': 'Mot de passe',
  'signin.show': 'Montrer le mot de passe',
  'signin.submit': 'Se connecter',
  'signin.forgot': 'Mot de passe oublié ? Demandez-en un autre à l’administrateur de la commune.',
  'signin.languages': 'Langue',
  'signin.foot': 'Hébergé par votre commune. Aucun appel à un tiers.',
} as const;
