/** Colours of the map, by name. The same values as the screen's style sheet: light is what paper uses. */
export const LIGHT = {
  land: '#f2f3ee', block: '#e7e9e2', parcel: '#d0d5cb', 'parcel-line': '#8d988f', label: '#46524b', halo: '#fbfbf9', ink: '#14201b', paper: '#ffffff',
  public: '#17599a', 'public-fill': '#8db5dc', private: '#9a5600', 'private-fill': '#eabb7a', undetermined: '#59635e', 'undetermined-fill': '#c3cac6',
  listing: '#8a2577', 'listing-fill': '#d9a7d0', zone: '#14201b', select: '#0b5f52',
  own: '#0f4078', let: '#1a6b4a', permit: '#8a5fd0', free: '#8a6d00', vacant: '#59635e', untitled: '#b3241b',
  'step-1': '#f3ecc6', 'step-2': '#e5c67c', 'step-3': '#cb9247', 'step-4': '#9c5b2a', 'step-5': '#5c2a19',
  'sea-1': '#dcf1ee', 'sea-2': '#a5d3d6', 'sea-3': '#63a5bb', 'sea-4': '#2f6f98', 'sea-5': '#173a63',
} as const;

export type Token = keyof typeof LIGHT;
export type Palette = Readonly<Record<Token, string>>;
export type ThemeName = 'light' | 'dark';

export const DARK: Palette = {
  land: '#141a18', block: '#1b2320', parcel: '#2b3531', 'parcel-line': '#66736c', label: '#aab6b0', halo: '#121816', ink: '#f0f5f2', paper: '#171e1b',
  public: '#6cb0ee', 'public-fill': '#235281', private: '#eda64f', 'private-fill': '#744a15', undetermined: '#a1aca6', 'undetermined-fill': '#47524d',
  listing: '#ffb0ea', 'listing-fill': '#5d2352', zone: '#f0f5f2', select: '#66cbb2',
  own: '#4f9be6', let: '#6fcf9f', permit: '#d4c4ff', free: '#dfc252', vacant: '#a1aca6', untitled: '#ff857a',
  'step-1': '#4c3326', 'step-2': '#7d4c2b', 'step-3': '#b3773d', 'step-4': '#dfb266', 'step-5': '#f7edc4',
  'sea-1': '#1f3d52', 'sea-2': '#2b627f', 'sea-3': '#4590a8', 'sea-4': '#83c3cc', 'sea-5': '#d9f2ee',
};

export const PALETTES: Readonly<Record<ThemeName, Palette>> = { light: LIGHT, dark: DARK };
