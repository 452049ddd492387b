/**
 * The synthetic company: its athletes, a generated year of activities, and the truth about them.
 */
@NullMarked
package io.stridelake.simulator.company;

import org.jspecify.annotations.NullMarked;
