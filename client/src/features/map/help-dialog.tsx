import { useState } from 'react';
import { useT, type MessageKey } from '../../platform/i18n/index.ts';
import { Check, Dialog } from '../../platform/ui/index.ts';
import { lettersOn, setLetters } from './use-shortcuts.ts';

const KEYS: readonly [keys: string, does: MessageKey][] = [
  ['Ctrl K', 'map.help.palette'], ['F6', 'map.help.region'], ['/', 'map.help.filter'], ['V Z T M', 'map.help.tools'], ['D', 'drawing.help.new'], ['E', 'drawing.help.edit'], ['Ctrl Z', 'drawing.help.undo'], ['← ↑ → ↓  + −', 'map.help.pan'],
  ['Enter', 'map.help.pick'], ['Esc', 'map.help.escape'], ['Ctrl P', 'map.help.print'], ['?', 'map.help.list'],
];

/** The keyboard map. Letters can be switched off, for those whose voice or hand strikes them unwillingly. */
export const HelpDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const [on, setOn] = useState(lettersOn);
  return (
    <Dialog title={t('map.help')} onClose={onClose}>
      <table className="tbl"><thead><tr><th scope="col">{t('map.help.key')}</th><th scope="col">{t('map.help.does')}</th></tr></thead>
        <tbody>{KEYS.map(([keys, does]) => <tr key={keys}><th scope="row"><kbd dir="ltr">{keys}</kbd></th><td>{t(does)}</td></tr>)}</tbody></table>
      <h3>{t('map.help.letters')}</h3>
      <Check checked={on} onChange={(e) => { setOn(e.currentTarget.checked); setLetters(e.currentTarget.checked); }}>{t('map.help.letters.on')}</Check>
    </Dialog>
  );
};
