import { render } from 'preact';
import { App } from './app.tsx';
import { startKeys } from './keyboard/offer.ts';
import { startShortcuts } from './shell/shortcuts.ts';
import { startLamps } from './station/lamps.ts';
import { startLive } from './station/live.ts';
import { startScreen } from './station/screen.ts';
import './design/fonts.css';
import './design/tokens.css';
import './design/base.css';

startLive();
startLamps();
startScreen();
startShortcuts();
startKeys();
const screen = document.getElementById('screen');
if (screen) render(<App />, screen);
