import type { Same } from '../catalogue.ts';
import type { help as french } from '../fr/help.ts';

export const help: Same<typeof french> = {
  'help.title': 'Help',
  'help.search': 'Search the guides',
  'help.guides': 'Guides',
  'help.guide': 'Guide',
  'help.section': 'Chapter',
  'help.text': 'Text of the guide',
  'help.found': '{n, plural, =0 {No chapter. Try a single word.} one {# chapter} other {# chapters}}',
  'help.tour': 'Take the tour',
  'help.tour.back': 'Back',
  'help.tour.next': 'Next',
  'help.tour.leave': 'Leave',
  'help.tour.end': 'Begin',
  'help.tour.work': 'Your work is here',
  'help.tour.work.why': 'The map, its table and the sheet show the same choice. F6 goes from one to the next. Nothing is saved unless you ask.',
  'help.tour.nav': 'The screens, by trade',
  'help.tour.nav.why': 'Each word opens a list of screens. You see those your role opens.',
  'help.tour.find': 'Search: Ctrl K',
  'help.tour.find.why': 'A property, a parcel, an address, a screen: a few letters are enough, on every screen.',
  'help.tour.language': 'French, Arabic, English',
  'help.tour.language.why': 'The language changes at any time; what you typed stays in place.',
  'help.tour.status': 'The status line',
  'help.tour.status.why': 'It says what the screen counts and the role you act in.',
  'help.tour.help': 'Help: F1',
  'help.tour.help.why': 'It opens at the chapter of the screen you are on. The tour can be taken again from there.',
};
