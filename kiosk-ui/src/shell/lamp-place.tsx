import { LatePart } from './late-part.tsx';
import './lamp-place.css';

const load = () => import('./lamp-bar.tsx').then(({ LampBar }) => LampBar);

/** The place of the lamps. */
export function LampPlace() {
  return <LatePart load={load} meanwhile={<div class="lamps-coming" />} />;
}
