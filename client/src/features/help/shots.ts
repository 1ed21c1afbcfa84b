/** The pictures of the guides: the screen that each shows and who opens it. `npm run guide:shots` makes them anew from the demo commune, in the three languages. */
export const SHOTS: Readonly<Record<string, { path: string; role: 'agent' | 'officer' | 'manager' | 'admin' }>> = {
  map: { path: '/map', role: 'agent' }, register: { path: '/register', role: 'agent' }, import: { path: '/imports/new', role: 'agent' }, money: { path: '/money', role: 'agent' },
  zones: { path: '/zones', role: 'officer' }, rules: { path: '/rules', role: 'officer' }, assessments: { path: '/assessments', role: 'officer' },
  reviews: { path: '/reviews', role: 'manager' }, indicators: { path: '/indicators', role: 'manager' }, simulate: { path: '/simulate', role: 'manager' }, print: { path: '/print', role: 'manager' },
  users: { path: '/users', role: 'admin' }, audit: { path: '/audit', role: 'admin' },
};
