/** The stretches of days that rankings are made for. */
@NullMarked
package io.stridelake.calendar;

import org.jspecify.annotations.NullMarked;
