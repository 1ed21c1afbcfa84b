import { expect, test } from '@jest/globals';
import { weaknessOf } from './password-policy.ts';

const AROUND = ['amina.bensalah@mairie.example', 'Amina Ben Salah', 'La Marsa'];
test.each(['123456qwerty', 'qwerty123456', '1QAZ2WSX3EDC', 'administrator', 'needforspeed!!'])('%s is among the commonest', (word) => { expect(weaknessOf(word, AROUND)).toBe('password_common'); });
test.each(['щщщщщщщщщщщщ', 'abcabcabcabcabc', 'éàéàéàéàéàéà', 'lmnopqrstuvwxyz'])('%s says one thing', (word) => { expect(weaknessOf(word, AROUND)).toBe('password_monotone'); });
test.each(['sommier-2026!', 'bensalah-2026', 'LaMarsa-Marsa-1', 'mairie.mairie'])('%s is made of what surrounds her', (word) => { expect(weaknessOf(word, AROUND)).toBe('password_personal'); });
test.each(['a password of tests', 'another password', 'four unrelated words', 'ٱلْكَرْمَة وَٱلْبَحْر', 'correct horse battery', 'sommier de la chambre bleue'])('%s is taken', (word) => { expect(weaknessOf(word, AROUND)).toBeUndefined(); });
