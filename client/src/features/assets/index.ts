export { AssetPage } from './asset-page.tsx';
export { NewAssetPage } from './new-asset-page.tsx';
export { AssetPicker, type PickedAsset } from './asset-picker.tsx';
export { RegisterPage } from './register-page.tsx';
export { chosenOf, type RegisterSelection, type SectionProps } from './parts.ts';
export { wordsOf as fieldWords } from './field-value.tsx';
