export { PartiesPage } from './parties-page.tsx';
export { PartyPicker, type PickedParty } from './party-picker.tsx';
export { PartyName } from './party-name.tsx';
