/** All specs in their order: what changes nothing first, what stops parts of the installation last. */
import './controls.spec.ts';
import './address.spec.ts';
import './states.spec.ts';
import './keyboard.spec.ts';
import './live.spec.ts';
import './ops.spec.ts';
import './outage.spec.ts';
import './complete.spec.ts';
