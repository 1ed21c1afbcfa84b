import { acts } from '../acts.ts';
import { titles } from '../titles.ts';
import { documents } from '../documents.ts';
import { drawing } from '../drawing.ts';
import { campaigns } from '../campaigns.ts';
import { field } from '../field.ts';
import { parties } from '../parties.ts';
import { references } from '../references.ts';

/** The texts of acts, titles, documents, the drawing, campaigns, parties and the lists of the register. */
export const legal = { ...acts, ...titles, ...documents, ...drawing, ...campaigns, ...field, ...parties, ...references };
