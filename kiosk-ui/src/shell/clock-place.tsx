import { LatePart } from './late-part.tsx';

const load = () => import('./clock-question.tsx').then(({ ClockQuestion }) => ClockQuestion);

/** The place of the question about the station's clock. */
export function ClockPlace() {
  return <LatePart load={load} />;
}
