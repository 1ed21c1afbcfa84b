import { foldText } from '../search/index.ts';

/** Months as files name them: French, English, and Arabic as written in Tunisia and Algeria, in Morocco, and further east. */
const NAMES: readonly string[] = [
  'janvier janv jan january جانفي يناير كانون-الثاني', 'fevrier fevr fev feb february فيفري فبراير شباط', 'mars mar march مارس اذار', 'avril avr apr april افريل ابريل نيسان', 'mai may ماي مايو ايار', 'juin jun june جوان يونيو يونيه حزيران',
  'juillet juil jul july جويليه يوليوز يوليو تموز', 'aout aug august اوت غشت اغسطس اب', 'septembre sept sep september سبتمبر شتنبر ايلول', 'octobre oct october اكتوبر تشرين-الاول', 'novembre nov november نوفمبر نونبر تشرين-الثاني', 'decembre dec december ديسمبر دجنبر كانون-الاول',
];
const NUMBER = new Map(NAMES.flatMap((names, i) => names.split(' ').map((name) => [foldText(name.replace('-', ' ')), i + 1] as const)));

/** The number of a month by its name in any of three languages, with or without the point of a shortened one; null where it is none. */
export const monthNamed = (word: string): number | null => NUMBER.get(foldText(word.replace(/\.$/, ''))) ?? null;
