import '../../platform/ui/difference.css';
import { useCallback, useEffect } from 'react';
import { getOwnActions, undoAction, type OwnAction, type UndoResult } from '@sommier/domain/history';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, useToast } from '../../platform/ui/index.ts';
import { useValueText } from './value-text.ts';

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('dialog, canvas, .drawing') !== null);

/** Takes one's own last action on the register back, by its name: two buttons, Ctrl+Z and Ctrl+Shift+Z. Every write of a property is an action. */
export const UndoKeys = () => (useCan()('register.write') ? <Keys /> : null);

const Keys = () => {
  const t = useT();
  const say = useToast();
  const cause = useCodeText();
  const { label } = useValueText();
  const { code: commune } = useCommune();
  const own = useEndpoint(getOwnActions, { params: { commune } }, { keep: true });
  const turn = useChange(undoAction, ['']);
  const name = useCallback((a: OwnAction | null | undefined): string => (!a ? '' : t('history.named', {
    what: a.fields.length === 1 && a.cause === 'asset.updated' ? label(a.fields[0] ?? '') : cause('history.cause.', a.cause ?? 'none'), where: a.assets > 1 ? t('map.count.assets', { n: a.assets }) : a.first?.code ?? '',
  })), [t, cause, label]);
  const go = useCallback((action: OwnAction | null | undefined, key: 'history.undo.done' | 'history.redo.done') => {
    if (!action || turn.isPending) return;
    const told = (r: UndoResult) => say(r.refused > 0 ? t('history.undo.partly', { done: r.restored, refused: r.refused, codes: r.refusals.map((x) => x.code).slice(0, 5).join(', ') }) : t(key, { what: name(action) }));
    turn.mutate({ params: { commune, id: action.action } }, { onSuccess: (r) => { told(r); void queryClient.invalidateQueries(); }, onError: (e) => { say(e.message); void own.refetch(); } });
  }, [turn, commune, say, t, name, own]);
  const { undo, redo } = own.data ?? {};
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== 'z' || e.defaultPrevented || typing(e.target)) return;
      e.preventDefault();
      go(e.shiftKey ? redo : undo, e.shiftKey ? 'history.redo.done' : 'history.undo.done');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, undo, redo]);
  return (
    <span className="undokeys" role="group" aria-label={t('history.undo.group')}>
      <Button icon="undo" flip label={undo ? t('history.undo', { what: name(undo) }) : t('history.undo.none')} refuse={!undo && t('history.undo.none')} onClick={() => go(undo, 'history.undo.done')} />
      <Button icon="redo" flip label={redo ? t('history.redo', { what: name(redo) }) : t('history.redo.none')} refuse={!redo && t('history.redo.none')} onClick={() => go(redo, 'history.redo.done')} />
    </span>
  );
};
