import { Dialog } from '../design/dialog.tsx';
import { allowKeysOnTouch, keysOnTouch, touched } from '../keyboard/offer.ts';
import { t } from '../words/index.ts';
import { allowSingleKeys, shortcuts, singleKeys } from './shortcuts.ts';
import './help.css';

/** Every key that works on this screen. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <p>{t('help.intro')}</p>
      <dl class="help-keys">
        {[...shortcuts.value, { keys: 'Esc', label: t('help.escape') }].map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              {namesOf(keys).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label class="help-single">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => allowSingleKeys(event.currentTarget.checked)}
        />
        <span>
          {t('help.single')}
          <span class="soft small help-hint">{t('help.single-hint')}</span>
        </span>
      </label>
      {touched ? (
        <label class="help-single">
          <input
            type="checkbox"
            checked={keysOnTouch.value}
            onChange={(event) => allowKeysOnTouch(event.currentTarget.checked)}
          />
          <span>{t('help.keys')}</span>
        </label>
      ) : null}
    </Dialog>
  );
}

/** The keys to press together, by name: `Ctrl`, `S` of `Ctrl+S`. A key may itself be `+`, or the space bar. */
function namesOf(keys: string): readonly string[] {
  const names = keys.endsWith('+') ? [...keys.slice(0, -1).split('+'), '+'] : keys.split('+');
  return names
    .filter((name) => name !== '')
    .map((name) => (name === ' ' ? t('help.space') : name.length === 1 ? name.toUpperCase() : name));
}
